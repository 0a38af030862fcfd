import { CircleCheck, Info, OctagonAlert, TriangleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { toneClasses } from './tone.ts';

const kinds = {
  offline: { tone: 'warn', icon: WifiOff },
  stale: { tone: 'warn', icon: TriangleAlert },
  broken: { tone: 'bad', icon: OctagonAlert },
  partial: { tone: 'info', icon: Info },
  done: { tone: 'good', icon: CircleCheck },
} as const;

interface BannerProps {
  readonly kind: keyof typeof kinds;
  readonly children: ReactNode;
  /** What can be done about it. */
  readonly action?: ReactNode;
}

/** Tells of the state of a whole page or card. */
export const Banner = ({ kind, children, action }: BannerProps) => {
  const { tone, icon: Icon } = kinds[kind];
  return (
    <div role="status" className={classNames('flex items-start gap-2 rounded-md px-3 py-2 text-sm', toneClasses[tone])}>
      <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  );
};
