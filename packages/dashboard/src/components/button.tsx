import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';

const looks = {
  primary: 'bg-accent text-on-accent hover:opacity-90 border-transparent',
  secondary: 'bg-surface text-ink border-edge hover:bg-sunken',
  ghost: 'bg-transparent text-muted border-transparent hover:bg-sunken hover:text-ink',
} as const;

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  readonly look?: keyof typeof looks;
  readonly icon?: LucideIcon;
  /** Shown by the icon alone; the children are its name. */
  readonly iconOnly?: boolean;
}

/** A button of at least 32 by 32 pixels. */
export const Button = ({ look = 'secondary', icon: Icon, iconOnly = false, children, type = 'button', ...rest }: ButtonProps) => (
  <button
    {...rest}
    type={type}
    {...(iconOnly && typeof children === 'string' ? { title: children } : {})}
    className={classNames(
      'inline-flex min-h-8 shrink-0 items-center justify-center gap-1.5 rounded-md border text-sm font-medium whitespace-nowrap',
      'disabled:cursor-not-allowed disabled:opacity-50',
      iconOnly ? 'w-8' : 'px-3',
      looks[look],
    )}
  >
    {Icon !== undefined && <Icon aria-hidden size={16} />}
    {iconOnly ? <span className="sr-only">{children}</span> : children}
  </button>
);
