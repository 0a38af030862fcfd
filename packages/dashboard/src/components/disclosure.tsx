import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';

interface DisclosureProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** What is shown on demand; it is made when it is opened. */
export const Disclosure = ({ title, children }: DisclosureProps) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="group min-w-0 open:w-full" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="inline-flex min-h-7 list-none items-center gap-1 rounded-sm text-sm font-medium text-accent">
        <ChevronRight aria-hidden size={15} className="group-open:rotate-90" />
        {title}
      </summary>
      {isOpen && <div className="pt-2 pb-1">{children}</div>}
    </details>
  );
};
