import { type ReactNode, useId } from 'react';

interface CardProps {
  readonly title: string;
  /** Beside the title: a count, a filter, a link. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A region of a page with its heading. */
export const Card = ({ title, aside, children }: CardProps) => {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="min-w-0 rounded-lg border border-line bg-surface p-4">
      <div className="mb-3 flex min-h-6 flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h2 id={heading} className="text-lg font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
};
