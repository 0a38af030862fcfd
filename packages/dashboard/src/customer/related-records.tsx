import { useInfiniteQuery } from '@tanstack/react-query';
import { recordsQuery } from '../api/queries.ts';
import { useCurrency } from '../api/use-currency.ts';
import { Button } from '../components/button.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Table } from '../components/table.tsx';
import { countText } from '../format/numbers.ts';
import { recordColumns } from './record-columns.tsx';
import type { RecordKind } from './record-kinds.ts';

interface RelatedRecordsProps {
  readonly customerId: string;
  readonly kind: RecordKind;
  readonly title: string;
  readonly total: number;
  /** The day of the data. */
  readonly asOf: string;
}

/** Records of a customer of one kind, such as its contacts: current ones first, the newest first. */
export const RelatedRecords = ({ customerId, kind, title, total, asOf }: RelatedRecordsProps) => {
  const currency = useCurrency();
  const query = useInfiniteQuery(recordsQuery(customerId, kind));
  return (
    <Loaded query={query} skeleton={<Skeleton size="h-9" count={Math.min(total, 8)} />}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        return (
          <>
            <Table caption={title} columns={recordColumns[kind]({ currency, asOf })} rows={rows} rowKey={({ id }) => id} />
            {query.hasNextPage && (
              <div className="flex flex-wrap items-center justify-center gap-3 pt-3 text-sm text-muted">
                <span role="status" className="tabular-nums">{`${countText(rows.length)} of ${countText(total)} shown`}</span>
                <Button disabled={query.isFetching} onClick={() => void query.fetchNextPage()}>
                  {query.isFetching ? 'Loading…' : 'Show more'}
                </Button>
              </div>
            )}
          </>
        );
      }}
    </Loaded>
  );
};
