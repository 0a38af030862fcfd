import type { Schema } from 'apache-arrow/schema';
import type { z } from 'zod';
import { arrowSchema } from './arrow-schema.ts';
import type { Columns, Required, RowOf } from './column.ts';
import { quote } from './quote.ts';
import { recordSchema } from './record-schema.ts';
import type { SourceShape } from './source-shape.ts';
import type { TableDeclaration } from './table-declaration.ts';

/** Where a table stands in the flow; each layer is a folder of the lake. */
export type Layer = 'bronze' | 'silver' | 'curated' | 'gold' | 'ops';

/** A predicate over one row; a row for which it is false breaks the law, unknown passes as in SQL's CHECK. */
export interface Law {
  readonly name: string;
  readonly columns: readonly string[];
  readonly sql: string;
}
export interface Table<C extends Columns = Columns, G extends string = string> {
  readonly name: string;
  readonly layer: Layer;
  readonly grain: readonly G[];
  readonly description: string;
  readonly columns: C;
  /** Order of rows in base files; the grain unless the table is read in another order. */
  readonly cluster: readonly string[];
  /** How long rows are kept; 'lake' means as long as the lake's versions. */
  readonly retention: string;
  readonly laws: readonly Law[];
  /** Only of a table whose columns are its source's (`sourceTable`): its files may lack some of them. */
  readonly shape?: SourceShape;
  /** Only of a table that a configuration declares (`declaredTable`): the lake keeps it with the table. */
  readonly declaration?: TableDeclaration;
  readonly schema: Schema;
  readonly record: z.ZodType<RowOf<C>>;
}
export type Row<T> = T extends Table<infer C, string> ? RowOf<C> : never;
export type ColumnsOf<T> = T extends Table<infer C, string> ? C : never;

type LawColumns<C extends Columns> = Readonly<Record<string, readonly (keyof C & string)[]>>;
type Laws<C extends Columns, L extends LawColumns<C>> = {
  readonly [N in keyof L]: {
    readonly columns: L[N];
    /** SQL predicate; `c` holds the quoted names of the columns listed, and no others. */
    readonly holds: (c: Readonly<Record<L[N][number], string>>) => string;
  };
};

/**
 * Declares a table once; row type, Arrow schema, zod schema, DDL, dictionary and checks all derive from it.
 * The compiler refuses a grain or law column that does not exist, a nullable grain column, and a column without description.
 */
export function defineTable<
  const C extends Columns,
  const G extends Required<C>,
  const L extends LawColumns<C> = Record<never, never>,
>(spec: {
  readonly name: string;
  readonly layer: Layer;
  readonly grain: readonly [G, ...G[]];
  readonly description: string;
  readonly columns: C;
  readonly cluster?: readonly (keyof C & string)[];
  readonly retention?: string;
  readonly laws?: Laws<C, L>;
  readonly shape?: SourceShape;
  readonly declaration?: TableDeclaration;
}): Table<C, G> {
  type AnyLaw = { readonly columns: readonly string[]; readonly holds: (c: Readonly<Record<string, string>>) => string };
  const laws = Object.entries((spec.laws ?? {}) as Readonly<Record<string, AnyLaw>>).map(([name, law]) => ({
    name,
    columns: law.columns,
    sql: law.holds(Object.fromEntries(law.columns.map((c) => [c, quote(c)]))),
  }));
  let schema: Schema | undefined;
  let record: z.ZodType<RowOf<C>> | undefined;
  return {
    name: spec.name,
    layer: spec.layer,
    grain: spec.grain,
    description: spec.description,
    columns: spec.columns,
    cluster: spec.cluster ?? spec.grain,
    retention: spec.retention ?? 'lake',
    laws,
    ...(spec.shape === undefined ? {} : { shape: spec.shape }),
    ...(spec.declaration === undefined ? {} : { declaration: spec.declaration }),
    // Built when asked for: a start of the program declares every table and rarely needs more than its columns.
    get schema() {
      return (schema ??= arrowSchema(spec.columns));
    },
    get record() {
      return (record ??= recordSchema(spec.columns));
    },
  };
}

/** `gold_orders`: the name in SQL, in files and in `audit show`. */
export const qualifiedName = (table: Pick<Table, 'layer' | 'name'>): string => `${table.layer}_${table.name}`;
