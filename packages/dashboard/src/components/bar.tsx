import { classNames } from './class-names.ts';
import { type Tone, toneFill } from './tone.ts';

interface BarProps {
  /** What is reached, 0 to 1 of the whole; null is not known and hatched. */
  readonly share: number | null;
  /** How much of the room the whole takes, 0 to 1: bars of unlike weight are as long as their weight. */
  readonly of?: number;
  readonly tone?: Tone;
}

/** A part of a whole as a bar; what it shows must stand beside it in words. */
export const Bar = ({ share, of = 1, tone = 'info' }: BarProps) => (
  <div aria-hidden className="h-2 w-full">
    <div
      className={classNames(
        'h-full overflow-hidden rounded-sm forced-colors:outline',
        share === null ? 'hatch border border-edge' : 'bg-sunken',
      )}
      style={{ width: `${of * 100}%` }}
    >
      {share !== null && (
        <div
          className={classNames('h-full forced-color-adjust-none', toneFill[tone])}
          style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }}
        />
      )}
    </div>
  </div>
);
