import { useQuery } from '@tanstack/react-query';
import type { Explanation } from '../api/customer360.ts';
import { explanationQuery } from '../api/queries.ts';
import { Banner } from '../components/banner.tsx';
import { Band } from '../components/band.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Loaded } from '../components/loaded.tsx';
import { NoValue } from '../components/no-value.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { type Column, Table } from '../components/table.tsx';
import { dayText } from '../format/dates.ts';
import { countText, moneyText, numberText, percentText } from '../format/numbers.ts';
import { inWords, valueText } from '../format/value-text.ts';
import { isMasked } from './customer-name.tsx';
import { useCurrency } from '../api/use-currency.ts';

interface ExplainDialogProps {
  readonly customerId: string;
  readonly metric: string;
  /** The earlier day the page is of: the explanation is of the newest. */
  readonly past: string | undefined;
  readonly onClose: () => void;
}

type Input = Explanation['inputs'][number];
type Row = Explanation['rows'][number];

const inputColumns = (currency: string, isScore: boolean): readonly Column<Input>[] => [
  {
    name: 'label',
    title: 'Computed of',
    cell: ({ label, formula }) => (
      <>
        {label}
        {formula !== undefined && <span className="block max-w-[60ch] text-xs text-muted">{formula}</span>}
      </>
    ),
  },
  {
    name: 'value',
    title: 'Value',
    isNumber: true,
    cell: ({ value, unit, reason }) =>
      value === null ? <NoValue because={reason === null ? null : inWords(reason).toLowerCase()} /> : valueText(value, unit, currency),
  },
  ...(isScore
    ? ([
        {
          name: 'weight',
          title: 'Weight',
          isNumber: true,
          from: 'md',
          cell: ({ weight }) => (weight === undefined ? '' : percentText(weight)),
        },
        {
          name: 'points',
          title: 'Gives',
          isNumber: true,
          cell: ({ points }) => (points === null || points === undefined ? '' : numberText(points, 1)),
        },
        {
          name: 'lost',
          title: 'Takes',
          isNumber: true,
          cell: ({ lost }) => (lost === null || lost === undefined ? '' : numberText(lost, 1)),
        },
      ] satisfies readonly Column<Input>[])
    : []),
];

const rowColumns: readonly Column<Row>[] = [
  {
    name: 'source',
    title: 'Source row',
    cell: ({ source_table, source_id }) => (
      <>
        {inWords(source_table)} <code className="font-mono text-xs break-all text-muted">{source_id}</code>
      </>
    ),
  },
  {
    name: 'day',
    title: 'Day',
    cell: ({ happened_on }) => (happened_on === null ? '' : <span className="whitespace-nowrap">{dayText(happened_on)}</span>),
  },
  { name: 'amount', title: 'Amount', isNumber: true, cell: ({ amount }) => (amount === null ? '' : numberText(amount, 4)) },
  { name: 'note', title: 'What', from: 'md', cell: ({ note }) => (note === null ? '' : isMasked(note) ? 'hidden' : note) },
];

const Told = ({ told }: { readonly told: Explanation }) => {
  const currency = useCurrency();
  const isScore = told.inputs.some(({ weight }) => weight !== undefined);
  const value =
    told.value === null
      ? undefined
      : told.unit === 'money'
        ? moneyText(told.value, currency, { exact: true })
        : valueText(told.value, told.unit, currency);
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {value === undefined ? (
            <NoValue because={told.reason === null ? null : inWords(told.reason).toLowerCase()} />
          ) : (
            <strong className="text-2xl font-semibold tabular-nums">{value}</strong>
          )}
          {told.band !== null && <Band scale="band" level={told.band} />}
          <span className="text-sm text-muted">as of {dayText(told.as_of)}</span>
        </p>
        <p className="mt-1 text-sm">{told.description}.</p>
      </div>
      <div>
        <h3 className="mb-1 text-sm font-semibold">How it is computed</h3>
        <p className="rounded-md bg-sunken px-3 py-2 text-sm wrap-anywhere">{told.formula}</p>
      </div>
      {told.inputs.length > 0 && (
        <Table caption="What it is computed of" columns={inputColumns(currency, isScore)} rows={told.inputs} rowKey={({ name }) => name} />
      )}
      {told.rows.length > 0 && (
        <div>
          <h3 className="mb-1 text-sm font-semibold">
            {told.rows.length < told.source_rows
              ? `The newest ${told.rows.length} of ${countText(told.source_rows)} source rows`
              : 'Its source rows'}
          </h3>
          <Table caption="Source rows" columns={rowColumns} rows={told.rows} rowKey={(row) => JSON.stringify(row)} />
        </div>
      )}
      <p className="text-xs text-muted">Definitions {told.definition_version}</p>
    </div>
  );
};

/** Why a value is what it is, down to its source rows. */
export const ExplainDialog = ({ customerId, metric, past, onClose }: ExplainDialogProps) => {
  const query = useQuery(explanationQuery(customerId, metric));
  return (
    <Dialog title={query.data?.label ?? inWords(metric)} onClose={onClose} wide>
      {past !== undefined && (
        <div className="mb-3">
          <Banner kind="partial">The page shows {dayText(past)}; how a value is computed is told of the newest day only.</Banner>
        </div>
      )}
      <Loaded query={query} skeleton={<Skeleton size="h-24" count={3} />}>
        {(told) => <Told told={told} />}
      </Loaded>
    </Dialog>
  );
};
