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
  /** Among many like it, or in a line of text. */
  readonly isSmall?: boolean;
}

/** A button of at least 32 by 32 pixels; a small one has 26. */
export const Button = ({
  look = 'secondary',
  icon: Icon,
  iconOnly = false,
  isSmall = false,
  children,
  type = 'button',
  ...rest
}: ButtonProps) => (
  <button
    {...rest}
    type={type}
    {...(iconOnly && typeof children === 'string' ? { title: children } : {})}
    className={classNames(
      'inline-flex shrink-0 items-center justify-center rounded-md border font-medium whitespace-nowrap',
      isSmall ? 'min-h-6.5 gap-1 text-xs' : 'min-h-8 gap-1.5 text-sm',
      'disabled:cursor-not-allowed disabled:opacity-50',
      iconOnly ? 'w-8' : isSmall ? 'px-2' : 'px-3',
      looks[look],
    )}
  >
    {Icon !== undefined && <Icon aria-hidden size={isSmall ? 14 : 16} />}
    {iconOnly ? <span className="sr-only">{children}</span> : children}
  </button>
);
