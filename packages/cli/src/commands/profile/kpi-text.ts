import { formatInstant, type Row } from '@audit/contract';
import { type profileKpiParts, type ProfileKpiName, profileKpiMeanings, type profileKpis } from '@audit/contract/profile';
import type { QuarterKpis } from '@audit/scd2-profile';
import { grouped, span } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';

type Kpi = Row<typeof profileKpis>;
type Part = Row<typeof profileKpiParts>;

const names = Object.keys(profileKpiMeanings) as readonly ProfileKpiName[];

/** The key figures of a quarter in the order of the contract, each with its parts. */
const inOrder = ({
  kpis,
  parts,
}: QuarterKpis): readonly { readonly name: ProfileKpiName; readonly kpi: Kpi; readonly of: readonly Part[] }[] =>
  names.flatMap((name) =>
    kpis.filter((row) => row.kpi === name).map((kpi) => ({ name, kpi, of: parts.filter((row) => row.kpi === name) })),
  );

const ratioOf = ({ numerator, denominator, value }: Kpi | Part) => ({
  numerator: numerator === null ? null : BigInt(numerator),
  denominator,
  value,
});

/** One record a key figure, for programs. */
export const kpiRecords = (quarter: QuarterKpis): readonly object[] => {
  const { zone, as_of_ts, quarter_start_ts, quarter_end_ts } = quarter.quarter;
  return inOrder(quarter).map(({ name, kpi, of }) => ({
    quarter: kpi.quarter,
    quarter_start_ts: formatInstant(quarter_start_ts),
    quarter_end_ts: formatInstant(quarter_end_ts),
    zone,
    as_of_ts: formatInstant(as_of_ts),
    kpi: name,
    ...ratioOf(kpi),
    ...profileKpiMeanings[name],
    parts: of.map((part) => ({ part: part.part, ...ratioOf(part) })),
  }));
};

const valueText = (name: ProfileKpiName, value: number | null): string => {
  if (value === null) return '-';
  const { unit } = profileKpiMeanings[name];
  if (unit === 'us') return span(value);
  return unit === 'share' ? `${(value * 100).toFixed(2)} %` : value.toFixed(4);
};

const countText = (name: ProfileKpiName, { numerator, denominator }: Kpi | Part): string =>
  profileKpiMeanings[name].unit === 'us' || numerator === null
    ? `of ${grouped(denominator)}`
    : `${grouped(BigInt(numerator))} of ${grouped(denominator)}`;

/** The key figures of a quarter for people: value, what it was counted from, what it means; parts under their figure. */
export const quarterText = (quarter: QuarterKpis): string => {
  const rows = inOrder(quarter).flatMap(({ name, kpi, of }) => [
    [name, valueText(name, kpi.value), countText(name, kpi), profileKpiMeanings[name].means],
    ...of.map((part) => [`  ${part.part}`, valueText(name, part.value), countText(name, part), '']),
  ]);
  const { quarter: label, zone, as_of_ts } = quarter.quarter;
  const columns = [
    { title: 'key figure' },
    { title: 'value', align: 'right' },
    { title: 'counted', align: 'right' },
    { title: 'is' },
  ] as const;
  return `${label} in ${zone}, as of ${formatInstant(as_of_ts)}\n${textTable(columns, rows)}`;
};
