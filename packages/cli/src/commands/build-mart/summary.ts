import { type Config, customerPeriods, type Granularity, orders, qualifiedName } from '@audit/contract';
import type { FileAccount, MartResult } from '@audit/datamart';
import { type Engine, type Lake, type StepAccount, tableScan } from '@audit/warehouse';
import { counted } from '../../output/quantity.ts';

interface SummaryFile {
  readonly source: string;
  readonly source_id: string | null;
  readonly outcome: FileAccount['outcome'];
  readonly format: string | null;
  readonly received: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicates_dropped: number;
  readonly unknown_columns: readonly string[];
}

/** What a run did, for programs; the text for people is made from it. */
export interface MartSummary {
  /** `unchanged`: nothing was new, so no version was published. */
  readonly status: 'done' | 'quarantined' | 'unchanged';
  readonly lake: string | null;
  readonly version: number | null;
  readonly output: string | null;
  readonly received: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicates: number;
  readonly duplicates_dropped: number;
  /** Lines of earlier runs taken out. */
  readonly withdrawn: number;
  /** Lines kept now. */
  readonly lines: number;
  /** Lines left out of the marts for their status. */
  readonly lines_excluded: number;
  /** Statuses asked to be left out. */
  readonly exclude_status: readonly string[];
  readonly orders: number;
  readonly customers: number;
  readonly periods: Readonly<Partial<Record<Granularity, number>>>;
  /** Quarantined records by reason. */
  readonly reasons: Readonly<Record<string, number>>;
  readonly files: readonly SummaryFile[];
  readonly notes: readonly string[];
  readonly steps: readonly StepAccount[];
  readonly seconds: number;
  readonly peak_memory_bytes: number;
}

/** Lines whose status keeps them out of the marts: those no order counts. */
const excludedLines = async (engine: Engine, lake: Lake, config: Config, { manifest, account }: MartResult): Promise<number> => {
  if (config.exclude_status.value.length === 0) return 0;
  await using session = await engine.session();
  const scan = tableScan(lake, orders, manifest.tables[qualifiedName(orders)]);
  const [row] = await session.evidence(`SELECT SUM(line_count) AS counted FROM (${scan}) AS kept`, 1);
  return account.linesAfter - Number(row?.['counted'] ?? 0);
};

const notesOf = ({ account }: MartResult, config: Config): readonly string[] => {
  const unknown = [...new Set(account.files.flatMap((file) => file.unknownColumns))];
  const unchanged = account.files.filter(({ outcome }) => outcome === 'unchanged').map(({ source }) => source);
  const refused = account.files.filter(({ outcome }) => outcome === 'refused').map(({ source }) => source);
  const { duplicates, duplicatesDropped, future, withdrawn } = account;
  return [
    ...(refused.length === 0 ? [] : [`refused whole: ${refused.join(', ')}`]),
    ...(unchanged.length === 0 ? [] : [`loaded before, not again: ${unchanged.join(', ')}`]),
    ...(unknown.length === 0 ? [] : [`columns nothing is read from: ${unknown.join(', ')}`]),
    ...(duplicates === 0
      ? []
      : [`${counted(duplicates, 'exact duplicate')} ${duplicatesDropped > 0 ? 'dropped' : 'kept (--duplicates drop leaves them out)'}`]),
    ...(future === 0 || config.future_timestamp.value === 'allow' ? [] : [`${counted(future, 'line')} after the clock of this run`]),
    ...(withdrawn === 0 ? [] : [`${counted(withdrawn, 'line')} of earlier runs taken out`]),
  ];
};

const statusOf = ({ committed, account }: MartResult): MartSummary['status'] => {
  if (account.quarantined > 0 || account.files.some(({ outcome }) => outcome === 'refused')) return 'quarantined';
  return committed ? 'done' : 'unchanged';
};

const fileOf = ({
  source,
  sourceId,
  outcome,
  format,
  received,
  accepted,
  quarantined,
  duplicatesDropped,
  unknownColumns,
}: FileAccount): SummaryFile => ({
  source,
  source_id: sourceId,
  outcome,
  format,
  received,
  accepted,
  quarantined,
  duplicates_dropped: duplicatesDropped,
  unknown_columns: unknownColumns,
});

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const stepOf = (step: StepAccount): StepAccount => ({
  ...step,
  seconds: Number(step.seconds.toFixed(3)),
  counts: Object.fromEntries(Object.entries(step.counts).map(([name, count]) => [snakeCase(name), count])),
});

/** What a run did. */
export const summaryOf = async (
  engine: Engine,
  lake: Lake,
  config: Config,
  result: MartResult,
  place: { readonly lake: string | null; readonly output: string | null },
): Promise<MartSummary> => {
  const { manifest, account, steps } = result;
  const periods = config.granularities.value.map((unit) => [unit, manifest.tables[qualifiedName(customerPeriods[unit])]] as const);
  return {
    status: statusOf(result),
    lake: place.lake,
    version: place.lake === null ? null : manifest.version,
    output: place.output,
    received: account.received,
    accepted: account.accepted,
    quarantined: account.quarantined,
    duplicates: account.duplicates,
    duplicates_dropped: account.duplicatesDropped,
    withdrawn: account.withdrawn,
    lines: account.linesAfter,
    lines_excluded: await excludedLines(engine, lake, config, result),
    exclude_status: config.exclude_status.value,
    orders: manifest.tables[qualifiedName(orders)]?.rows ?? 0,
    customers: Math.max(0, ...periods.map(([, state]) => state?.keys ?? 0)),
    periods: Object.fromEntries(periods.map(([unit, state]) => [unit, state?.rows ?? 0])),
    reasons: account.reasons,
    files: account.files.map(fileOf),
    notes: notesOf(result, config),
    steps: steps.map(stepOf),
    seconds: Number(process.uptime().toFixed(3)),
    peak_memory_bytes: process.resourceUsage().maxRSS * 1024,
  };
};
