import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** What to run to have something here. */
  readonly command?: string;
}

/** Nothing is there: says so, why, and what makes something. */
export const EmptyState = ({ title, children, command }: EmptyStateProps) => (
  <div className="rounded-md border border-dashed border-line px-4 py-5 text-center">
    <p className="font-medium">{title}</p>
    {children !== undefined && <p className="mx-auto mt-1 max-w-[60ch] text-sm text-muted">{children}</p>}
    {command !== undefined && (
      <code className="mt-3 inline-block max-w-full rounded-sm bg-sunken px-2 py-1 font-mono text-xs break-all">{command}</code>
    )}
  </div>
);
