import { useEffect, useRef } from 'react';
import type { CustomerLine } from '../api/customer360.ts';
import { Button } from '../components/button.tsx';
import type { Sorting } from '../components/table.tsx';
import { CustomerTable } from './customer-table.tsx';

interface CustomerListProps {
  readonly customers: readonly CustomerLine[];
  readonly total: number | undefined;
  readonly sorting: Sorting;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
}

/** A list that goes on as one comes to its end. */
export const CustomerList = ({ customers, total, sorting, hasMore, isLoading, onMore }: CustomerListProps) => {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = end;
    if (current === null || !hasMore || isLoading) return undefined;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && onMore(), { rootMargin: '800px 0px' });
    observer.observe(current);
    return () => observer.disconnect();
  }, [hasMore, isLoading, onMore]);
  return (
    <>
      <CustomerTable caption="Customers" customers={customers} sorting={sorting} />
      {hasMore && (
        <div ref={end} className="flex flex-wrap items-center justify-center gap-3 pt-3 text-sm text-muted">
          <span className="tabular-nums">{`${customers.length} of ${total ?? '…'} shown`}</span>
          <Button disabled={isLoading} onClick={onMore}>
            {isLoading ? 'Loading…' : 'Show more customers'}
          </Button>
        </div>
      )}
    </>
  );
};
