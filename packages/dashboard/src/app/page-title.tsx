import { type ReactNode, useEffect } from 'react';

interface PageTitleProps {
  /** Of the page and of the window. */
  readonly title: string;
  readonly children?: ReactNode;
}

/** The heading of a page, the name of its window; whoever comes to the page by keyboard or screen reader begins here. */
export const PageTitle = ({ title, children }: PageTitleProps) => {
  useEffect(() => {
    document.title = `${title} · audit`;
  }, [title]);
  return (
    <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-2xl font-semibold wrap-anywhere">
      {title}
      {children}
    </h1>
  );
};
