import { lineageColumns, quote, ruleSql, type Scalar, sqlType } from '@audit/contract';
import { type ColumnPlan, columnPlan, partsOf, problemOf, saidOf, textOf } from './column-plan.ts';
import type { MappedTable } from './mapped-table.ts';
import type { ModelTexts } from './model-texts.ts';
import { callingJoin, countryJoin, placeCte } from './place-relations.ts';
import { cte, handed, type Item } from './select-text.ts';

/** What a table's statement begins with: from rows of bronze to settled values, each with what is wrong with it. */
export interface TableChain {
  readonly plans: readonly ColumnPlan[];
  /** Parts of WITH, in order. */
  readonly ctes: readonly string[];
  /** The last of them. */
  readonly last: string;
  /** Columns that can be wrong, by what then becomes of the row. */
  readonly refusing: readonly ColumnPlan[];
  readonly flagging: readonly ColumnPlan[];
  /** Condition for a row to be in the table, over the last part. */
  readonly filter: string | undefined;
}

export interface ChainOptions {
  /** Relation of bronze rows. */
  readonly from: string;
  /** Columns of the bronze table; all that are mapped where it is not known. */
  readonly present: ReadonlySet<string> | undefined;
  /** Whether the record as received is handed on, as `_raw`. */
  readonly keepsRaw: boolean;
}

/** Names of lineage that silver keeps. */
export const keptLineage = ['_source_system', '_extracted_at'] as const;

const isThere = (name: string, { present }: ChainOptions): boolean =>
  present === undefined || present.has(name) || Object.hasOwn(lineageColumns, name);

/** Bronze columns a table's statement reads, each once. */
export const sourcesOf = ({ mapping }: MappedTable, options: ChainOptions): readonly string[] => [
  ...new Set(
    [...mapping.key, ...mapping.dedupe_by, ...mapping.columns.map(({ source }) => source)].filter(
      (name) => isThere(name, options) && !Object.hasOwn(lineageColumns, name),
    ),
  ),
];

/** Bronze columns whose times tell rows apart. */
const stampsOf = ({ mapping, columns }: MappedTable, options: ChainOptions): readonly string[] =>
  mapping.dedupe_by.filter(
    (name) => isThere(name, options) && columns.find(({ mapping }) => mapping.source === name)?.type.kind === 'timestamp',
  );

/** How rows of a record are told newer and older: instants and numbers as such, else as text. */
const newestFirst = ({ mapping, columns }: MappedTable, options: ChainOptions): string => {
  const typed = (source: string): string => {
    const x = `b.${quote(source)}`;
    const kind = columns.find(({ mapping }) => mapping.source === source)?.type.kind;
    if (kind === 'timestamp') return `@iso_instant(${x}, b.${partsOf(source)})`;
    if (kind === 'date') return `@iso_date(${x})`;
    return kind === undefined || kind === 'text' || kind === 'bool' ? x : `@number(${x})`;
  };
  const given = mapping.dedupe_by.filter((name) => isThere(name, options)).map(typed);
  return [...given, 'b._extracted_at', 'b._is_deleted', 'b._run_id', 'b._job_id', 'b._page']
    .map((sql) => `${sql} DESC NULLS LAST`)
    .join(', ');
};

const rawSql = (sources: readonly string[], texts: ModelTexts): string => {
  const members = sources.map(
    (name) => `CASE WHEN n.${quote(name)} IS NOT NULL THEN ${texts.text(`${JSON.stringify(name)}:`)} || @json_text(n.${quote(name)}) END`,
  );
  return `SUBSTR('{' || CONCAT_WS(',', ${members.join(', ')}) || '}', 1, 65536)`;
};

const newest = (table: MappedTable, sources: readonly string[], options: ChainOptions): string => {
  const key = table.mapping.key.map((name) => `b.${quote(name)}`);
  const items: Item[] = [...sources, ...keptLineage, '_is_deleted'].map((name) => handed('b', name));
  const age = { sql: `ROW_NUMBER() OVER (PARTITION BY ${key.join(', ')} ORDER BY ${newestFirst(table, options)})`, as: '"row age"' };
  const stamps = stampsOf(table, options).map((name) => `, @iso_parts(r.${quote(name)}) AS ${partsOf(name)}`);
  const rows = stamps.length === 0 ? options.from : `(SELECT r.*${stamps.join('')} FROM ${options.from} r)`;
  return cte('newest', [...items, age], `${rows} b\n  WHERE ${key.map((name) => `${name} <> ''`).join(' AND ')}`);
};

/** Texts as they will be read: blanks, nulls, replacements, letters. */
const cleaned = (plans: readonly ColumnPlan[], sources: readonly string[], options: ChainOptions, texts: ModelTexts): string => {
  const items = plans.map(({ column: { mapping }, name, steps }): Item => {
    const source = isThere(mapping.source, options) ? `n.${quote(mapping.source)}` : '@text(NULL)';
    return { sql: steps.reduce((sql, step) => step.sql(sql), source), as: quote(name) };
  });
  const raw = options.keepsRaw ? [{ sql: rawSql(sources, texts), as: '"_raw"' }] : [];
  return cte(
    'cleaned',
    [...items, ...keptLineage.map((name) => handed('n', name)), ...raw],
    'newest n\n  WHERE n."row age" = 1 AND NOT n._is_deleted',
  );
};

const carried = (alias: string, options: ChainOptions): readonly Item[] =>
  [...keptLineage, ...(options.keepsRaw ? ['_raw'] : [])].map((name) => handed(alias, name));

const coded = (plans: readonly ColumnPlan[], options: ChainOptions): readonly string[] => {
  if (plans.every(({ code, parts }) => code === undefined && parts === undefined)) return [];
  const items = plans.flatMap(({ name, code, parts, column: { mapping } }): readonly Item[] => {
    const said = code !== undefined && mapping.map?.unmatched === 'reject' ? [{ sql: `c.${quote(name)}`, as: saidOf(name) }] : [];
    const cut = parts === undefined ? [] : [{ sql: parts, as: partsOf(name) }];
    return [code === undefined ? handed('c', name) : { sql: code.sql, as: quote(name) }, ...said, ...cut];
  });
  const joins = plans.flatMap(({ code }) => (code?.join === undefined ? [] : [code.join]));
  const from = ['cleaned c', ...joins.map(({ join }) => join)].join('\n  ');
  return [...joins.map((one) => one.cte), cte('coded', [...items, ...carried('c', options)], from)];
};

const typed = (plans: readonly ColumnPlan[], from: string, options: ChainOptions, texts: ModelTexts): readonly string[] => {
  const valueOf = (name: string): string => plans.find((plan) => plan.name === name)?.value ?? 'NULL';
  const countries = plans.flatMap(({ column: { mapping }, name }) => countryJoin(mapping, `c.${quote(name)}`) ?? []);
  const codes = plans.flatMap(({ column: { mapping } }) => callingJoin(mapping, valueOf) ?? []);
  const joins = [...countries, ...codes];
  const items = plans.flatMap(({ name, value, reading, code, column: { mapping } }): readonly Item[] => [
    { sql: value, as: quote(name) },
    ...(reading.fault === undefined && !(code !== undefined && mapping.map?.unmatched === 'reject')
      ? []
      : [{ sql: `c.${quote(name)}`, as: textOf(name) }]),
    ...(code !== undefined && mapping.map?.unmatched === 'reject' ? [{ sql: `c.${saidOf(name)}`, as: saidOf(name) }] : []),
  ]);
  const places = [...new Set(joins.map(({ name }) => name))].map((name) => placeCte(name, texts));
  return [...places, cte('typed', [...items, ...carried('c', options)], [`${from} c`, ...joins.map(({ join }) => join)].join('\n  '))];
};

/** What is wrong with a value: its reason code and the rule it breaks, the first that does. */
const problemSql = ({ rules }: ColumnPlan): string =>
  `CASE ${rules.map(({ breaks, code, rule }) => `WHEN ${breaks} THEN ${code.startsWith("'") ? `${code.slice(0, -1)} ${rule}'` : `(${code}) || ' ${rule}'`}`).join(' ')} END`;

const judged = (plans: readonly ColumnPlan[], options: ChainOptions): string => {
  const items = plans.flatMap((plan): readonly Item[] => [
    handed('t', plan.name),
    ...(plan.rules.length === 0 ? [] : [{ sql: problemSql(plan), as: problemOf(plan.name) }]),
  ]);
  const joins = plans.flatMap(({ name, missing }) =>
    missing === undefined ? [] : [`LEFT JOIN ${quote(missing)} ON ${quote(missing)}.id = t.${quote(name)}`],
  );
  // Values are named by their rules and the rules by the condition at the end: without the fence each would be computed several times.
  return cte('judged', [...items, ...carried('t', options)], `${['typed t', ...joins].join('\n  ')}\n  @fence()`);
};

/** Values that are wrong are taken out where the mapping says so, and noted. */
const settled = (
  plans: readonly ColumnPlan[],
  flagging: readonly ColumnPlan[],
  refusing: readonly ColumnPlan[],
  options: ChainOptions,
): string => {
  const items = plans.map((plan): Item =>
    flagging.includes(plan)
      ? { sql: `CASE WHEN j.${problemOf(plan.name)} IS NULL THEN j.${quote(plan.name)} END`, as: quote(plan.name) }
      : handed('j', plan.name),
  );
  const flags = flagging.map(({ name }) => `CASE WHEN j.${problemOf(name)} IS NOT NULL THEN '${name} ' || j.${problemOf(name)} END`);
  return cte(
    'settled',
    [
      ...items,
      ...(flags.length === 0 ? [] : [{ sql: `NULLIF(CONCAT_WS('; ', ${flags.join(', ')}), '')`, as: '"_flags"' }]),
      ...refusing.map(({ name }): Item => ({ sql: `j.${problemOf(name)}`, as: problemOf(name) })),
      ...carried('j', options),
    ],
    'judged j',
  );
};

const typeSql = (type: Scalar): string => sqlType(type, 'duckdb').replace(',', ', ');

/** From bronze rows to settled values, one level of WITH after the other. */
export const tableChain = (table: MappedTable, options: ChainOptions, texts: ModelTexts): TableChain => {
  const plans = table.columns.map((column) => columnPlan(column, texts));
  const sources = sourcesOf(table, options);
  const wrong = plans.filter(({ rules }) => rules.length > 0);
  const [flagging, refusing] = [
    wrong.filter(({ column }) => column.onError === 'null'),
    wrong.filter(({ column }) => column.onError === 'quarantine'),
  ];
  const codes = coded(plans, options);
  const ctes = [
    newest(table, sources, options),
    cleaned(plans, sources, options, texts),
    ...codes,
    ...typed(plans, codes.length === 0 ? 'cleaned' : 'coded', options, texts),
    judged(plans, options),
    settled(plans, flagging, refusing, options),
  ];
  const known: string[] = plans.map(({ name }) => name);
  const rest = [
    ...(flagging.length === 0 ? [] : ['_flags']),
    ...refusing.map(({ name }) => `${name} problem`),
    ...keptLineage,
    ...(options.keepsRaw ? ['_raw'] : []),
  ];
  const leaves = (alias: string) => ({
    column: (name: string) => `${alias}.${quote(name)}`,
    literal: (value: string | boolean) => (typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : texts.text(value)),
  });
  let last = 'settled';
  for (const [at, level] of table.derived.entries()) {
    const derived = level.map(({ name, rule, type }): Item => ({
      sql: `TRY_CAST(${ruleSql(rule, leaves('s'))} AS ${typeSql(type)})`,
      as: quote(name),
    }));
    const name = `derived_${at + 1}`;
    ctes.push(cte(name, [...known.map((one) => handed('s', one)), ...derived, ...rest.map((one) => handed('s', one))], `${last} s`));
    known.push(...level.map((one) => one.name));
    last = name;
  }
  const filter = table.filter === undefined ? undefined : ruleSql(table.filter, leaves('s'));
  return { plans, ctes, last, refusing, flagging, filter };
};
