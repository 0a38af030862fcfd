import { useQuery } from '@tanstack/react-query';
import { summaryQuery } from '../api/queries.ts';
import { qualityQuery } from '../api/report-queries.ts';
import type { Quality } from '../api/reports.ts';
import { Card } from '../components/card.tsx';
import { Disclosure } from '../components/disclosure.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Table } from '../components/table.tsx';
import { plural } from '../format/numbers.ts';
import { LayersCard } from '../overview/layers-card.tsx';
import { gateColumns, type Profiled, profiledColumns, refusalColumns, sourceColumns } from './quality-columns.tsx';

const isNotable = ({ is_drift, rejected, flagged }: Profiled): boolean => is_drift || rejected > 0 || flagged > 0;
const columnKey = ({ table, column }: Profiled): string => `${table}.${column}`;

const Columns = ({ columns }: Pick<Quality, 'columns'>) => {
  const notable = columns.filter(isNotable);
  return (
    <Card title="Drift and doubts" aside={<span className="text-sm text-muted">{plural(columns.length, 'column')} looked at</span>}>
      {notable.length === 0 ? (
        <EmptyState title="No column drifted, was refused or doubted">
          Each run compares every column of silver with the run before.
        </EmptyState>
      ) : (
        <Table caption="Columns that drifted, were refused or doubted" columns={profiledColumns} rows={notable} rowKey={columnKey} />
      )}
      {columns.length > notable.length && (
        <div className="mt-3">
          <Disclosure title="All columns">
            <Table caption="All columns" columns={profiledColumns} rows={columns} rowKey={columnKey} />
          </Disclosure>
        </div>
      )}
    </Card>
  );
};

const Told = ({ quality }: { readonly quality: Quality }) => (
  <>
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Card title="Quarantine" aside={<span className="text-sm text-muted">rows that were refused</span>}>
        {quality.quarantine.length === 0 ? (
          <EmptyState title="No row is in quarantine">A row that breaks a rule of its table would stand here, with the reason.</EmptyState>
        ) : (
          <Table
            caption="Rows in quarantine"
            columns={refusalColumns}
            rows={quality.quarantine}
            rowKey={({ source, column, code }) => `${source} ${column} ${code}`}
          />
        )}
      </Card>
      <Card title="Gates" aside={<span className="text-sm text-muted">asked before anything is published</span>}>
        {quality.gates.length === 0 ? (
          <EmptyState title="The pipeline of the last run has no gates">
            They stand in section gates of the file of a pipeline; the next audit run asks them.
          </EmptyState>
        ) : (
          <Table
            caption="Gates"
            columns={gateColumns}
            rows={quality.gates}
            rowKey={({ gate, table, measure }) => `${gate} ${table} ${measure}`}
          />
        )}
      </Card>
    </div>
    <Columns columns={quality.columns} />
    <Card title="Freshness by source">
      {quality.freshness.length === 0 ? (
        <EmptyState title="Nothing was loaded yet" command="audit extract" />
      ) : (
        <Table caption="Sources" columns={sourceColumns} rows={quality.freshness} rowKey={({ source }) => source} />
      )}
    </Card>
  </>
);

/** How good the data are: freshness, what was refused, gates, drift. */
export const QualityTab = () => {
  const quality = useQuery(qualityQuery());
  const summary = useQuery(summaryQuery());
  return (
    <div className="flex flex-col gap-4">
      <Loaded query={summary} skeleton={<Skeleton size="h-52" />}>
        {({ freshness }) => <LayersCard freshness={freshness} />}
      </Loaded>
      <Loaded query={quality} skeleton={<Skeleton size="h-52" count={3} />}>
        {(told) => <Told quality={told} />}
      </Loaded>
    </div>
  );
};
