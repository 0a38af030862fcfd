import { type ComponentProps, type ReactNode, useId } from 'react';

interface FieldProps extends Omit<ComponentProps<'input'>, 'className' | 'id'> {
  readonly label: string;
  /** What may be written, below it. */
  readonly hint?: ReactNode;
  /** Several lines. */
  readonly isLong?: boolean;
}

const look = 'min-h-9 w-full rounded-md border border-edge bg-surface px-3 text-sm text-ink';

/** Something to be written, with its label above. */
export const Field = ({ label, hint, isLong = false, name, maxLength, ...rest }: FieldProps) => {
  const id = useId();
  const told = { id, name, maxLength, ...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }) };
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {isLong ? <textarea {...told} rows={3} className={`${look} py-2`} /> : <input {...rest} {...told} className={look} />}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
    </div>
  );
};
