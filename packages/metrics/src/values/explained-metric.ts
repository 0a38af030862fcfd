import { columnsOfRule } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import type { Definitions } from '../definitions/definitions.ts';
import type { Unit } from '../definitions/unit.ts';
import { derivedRule } from './derived/derived.kind.ts';
import { contributingRows, formulaOf } from './explained-value.ts';
import type { ValueContext } from './kind.ts';
import { kindOf } from './kinds.ts';
import { reasonInWords } from './missing-reasons.ts';
import type { Metric } from './metrics-schema.ts';

/** A record of silver that a value is made of. */
export interface SourceRow {
  readonly source_table: string;
  readonly source_id: string;
  readonly happened_on: string | null;
  /** In the base currency, or a quantity. */
  readonly amount: string | null;
  readonly note: string | null;
}

/** A metric of a customer, as `audit` explains it. Values are text: exact numbers stay exact. */
export interface ExplainedMetric {
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
  readonly value: string | null;
  /** Why there is no value, as its word, and in words. */
  readonly reason: string | null;
  readonly reasonInWords: string | null;
  /** How it is computed, in words, with its parameters. */
  readonly how: string;
  /** Metrics it is computed of, with their values. */
  readonly inputs: Readonly<Record<string, string | null>>;
  /** The newest of its source rows, and how many there are. */
  readonly rows: readonly SourceRow[];
  readonly rowCount: number;
}

const inputsOf = (metric: Metric, { metricFacts }: Definitions): readonly string[] => {
  if (metric.kind === 'part') return [];
  if (metric.kind !== 'derived') return kindOf(metric.kind)?.readsOf(metric) ?? [];
  const read = derivedRule(metric, metricFacts);
  return 'rule' in read ? columnsOfRule(read.rule) : [];
};

/**
 * A metric of a customer down to its source rows, over a session in which values were computed (`computeValues`).
 *
 * @param limit of source rows @returns undefined for a name or a customer there is not
 */
export const explainedMetric = async (
  definitions: Definitions,
  { session, ...context }: ValueContext,
  { name, master, limit }: { readonly name: string; readonly master: string; readonly limit: number },
): Promise<ExplainedMetric | undefined> => {
  const fact = definitions.metricFacts.find((one) => one.name === name);
  const metric = definitions.metrics.find((one) => one.name === name);
  const [row] = await session.evidence(`SELECT * FROM metric_values v WHERE v.master_id = ${textLiteral(master)}`, 1);
  if (fact === undefined || metric === undefined || row === undefined) return undefined;
  const own = `SELECT * FROM (${contributingRows(definitions, name, context)}) r WHERE r.master_id = ${textLiteral(master)}`;
  const [counted] = await session.evidence(`SELECT COUNT(*) AS n FROM (${own}) c`, 1);
  const order = 'ORDER BY o.happened_on DESC NULLS LAST, o.source_table ASC NULLS FIRST, o.source_id ASC NULLS FIRST';
  const columns = 'o.source_table, o.source_id, o.happened_on, o.amount, o.note';
  const rows = await session.evidence(`SELECT ${columns} FROM (${own}) o ${order}`, limit);
  const reason = row[`${name}_reason`] ?? null;
  return {
    name,
    label: fact.label,
    unit: fact.unit,
    value: row[name] ?? null,
    reason,
    reasonInWords: reason === null ? null : reasonInWords(reason),
    how: formulaOf(definitions, name),
    inputs: Object.fromEntries(inputsOf(metric, definitions).map((input) => [input, row[input] ?? null])),
    rows: rows as unknown as readonly SourceRow[],
    rowCount: Number(counted?.['n'] ?? 0),
  };
};
