import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { type Tone, toneClasses } from './tone.ts';

interface BadgeProps {
  readonly tone?: Tone;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

/** A word on the ground of its tone. */
export const Badge = ({ tone = 'neutral', icon: Icon, children }: BadgeProps) => (
  <span
    className={classNames(
      'inline-flex max-w-full items-center gap-1 rounded-sm px-1.5 py-0.5 text-xs font-semibold whitespace-nowrap',
      toneClasses[tone],
    )}
  >
    {Icon !== undefined && <Icon aria-hidden size={13} className="shrink-0" strokeWidth={2.5} />}
    {children}
  </span>
);
