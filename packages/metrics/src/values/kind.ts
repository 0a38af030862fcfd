import type { JsonFault } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { z } from 'zod';
import type { Unit } from '../definitions/unit.ts';
import type { GoldRun, SilverColumns, Sources } from '../inputs/sources.ts';

/** What every metric of the definitions says of itself, whatever its kind. */
export interface MetricBase {
  readonly name: string;
  readonly kind: string;
  readonly label: string;
  readonly description: string;
}

/** Where values are computed: a session with the bound inputs (`bindGoldInputs`). */
export interface ValueContext {
  readonly session: Session;
  readonly run: GoldRun;
  readonly sources: Sources;
}

/** What a metric is checked against. */
export interface MetricScope {
  readonly metrics: readonly MetricBase[];
  readonly silver: SilverColumns;
}

/** A way to compute a metric, with its parameters. `M`: a metric of the kind as the definitions give it. */
export interface Kind<M extends MetricBase = MetricBase> {
  readonly schema: z.ZodObject;
  unitOf(metric: M): Unit;
  /** Values that come of it by the way, which a metric of the kind `part` takes: columns of its relation. */
  readonly parts: Readonly<Record<string, Unit>>;
  /** Metrics it is computed of. */
  readsOf(metric: M): readonly string[];
  /** What the schema cannot say. */
  faultsOf(metric: M, scope: MetricScope): readonly JsonFault[];
  /** Makes the relation `valuesOf(name)`: `master_id`, `value`, `value_reason`, and the same of each part. */
  compute(metric: M, context: ValueContext): Promise<void>;
  /**
   * A query of the source rows a value is made of: `master_id, source_table, source_id, happened_on, amount, note`.
   *
   * @param part of the metric, or `value`
   */
  rowsOf(metric: M, context: Omit<ValueContext, 'session'>, part: string): string;
  /** How it is computed, in words, with its parameters. */
  formulaOf(metric: M): string;
}

/** The relation of a metric's values. */
export const valuesOf = (name: string): string => `values_of_${name}`;

/** A kind with its metrics as its schema reads them. */
export const defineKind = <S extends z.ZodObject>(
  kind: Omit<Kind<z.output<S> & MetricBase>, 'schema' | 'readsOf' | 'faultsOf' | 'parts'> & {
    readonly schema: S;
  } & Partial<Pick<Kind<z.output<S> & MetricBase>, 'readsOf' | 'faultsOf' | 'parts'>>,
): Kind<z.output<S> & MetricBase> & { readonly schema: S } => ({ parts: {}, readsOf: () => [], faultsOf: () => [], ...kind });
