import { classNames } from './class-names.ts';

interface ChipProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}

/** A filter that is on or off. */
export const Chip = ({ label, isOn, onToggle }: ChipProps) => (
  <button
    type="button"
    aria-pressed={isOn}
    onClick={onToggle}
    className={classNames(
      'min-h-7 rounded-full border px-3 text-xs font-medium whitespace-nowrap',
      isOn ? 'border-accent bg-accent-soft text-accent' : 'border-line bg-surface text-muted hover:bg-sunken hover:text-ink',
    )}
  >
    {label}
  </button>
);
