import { type Columns, quote, text, timestamp } from '@audit/contract';
import type { ConversionRule } from '../currency/currency-rule.ts';
import { currencyPart } from './currency-part.ts';
import type { MappedTable } from './mapped-table.ts';
import { modelTexts } from './model-texts.ts';
import { problemOf } from './column-plan.ts';
import { cte, handed, type Item, orderedText } from './select-text.ts';
import { keyNames, ownColumns } from './silver-table.ts';
import { type ChainOptions, keptLineage, type TableChain, tableChain } from './table-chain.ts';

/** A statement of a mapping, in the language of models. */
export interface Statement {
  readonly model: string;
  readonly constants: Readonly<Record<string, string>>;
  /** Columns that converted amounts add. */
  readonly converted: Columns;
  readonly hasFlags: boolean;
  /** Whether it reads `conversions`; `parents`. */
  readonly readsRates: boolean;
  readonly readsParents: boolean;
  readonly chain: TableChain;
}

export interface StatementOptions {
  readonly present: ReadonlySet<string> | undefined;
  /** Currency amounts are converted to; undefined where they are not. */
  readonly base: string | undefined;
  readonly rounding?: ConversionRule['rounding'];
}

/** What the two statements of a table share. */
const partsOf = (table: MappedTable, options: ChainOptions, { base, rounding }: StatementOptions) => {
  const texts = modelTexts();
  const chain = tableChain(table, options, texts);
  const own = ownColumns(table);
  const lineage = {
    _source_system: text({ description: 'Source', nullable: true }),
    _extracted_at: timestamp({ description: 'Clock', nullable: true }),
  };
  const flags: Columns = chain.flagging.length === 0 ? {} : { _flags: text({ description: 'Flags', nullable: true }) };
  const extra: Columns = options.keepsRaw
    ? { _raw: text({ description: 'Raw', nullable: true }), _problems: text({ description: 'Problems', nullable: true }) }
    : {};
  const rows: Columns = { ...own, ...flags, ...lineage, ...extra };
  const part = base === undefined ? undefined : currencyPart(table, rows, { base, rounding });
  const hasFlags = chain.flagging.length > 0 || part?.flags !== undefined;
  return { texts, chain, own, rows, part, hasFlags };
};

const joinParents = (by: string | undefined): string => (by === undefined ? '' : `\n  LEFT JOIN parents ON parents.id = s.${quote(by)}`);

const header = (table: MappedTable, writes: string, reads: readonly string[], says: string): string =>
  `/* ${writes}: ${says}\n   reads  ${['bronze_', ...reads].join(', ').replace('bronze_', `bronze_${table.bronze}`)}\n   writes ${writes} (${keyNames(table).join(', ')}) */\n`;

const flagsSql = (hasOwn: boolean, flags: string | undefined, amount: string): string => {
  if (flags === undefined) return hasOwn ? 'v."_flags"' : 'NULL';
  const own = hasOwn ? 'v."_flags"' : '@text(NULL)';
  return `NULLIF(CONCAT_WS('; ', ${own}, CASE WHEN ${flags} THEN '${amount} ' || v.currency_problem || ' currency' END), '')`;
};

/** The statement of a silver table: one query from bronze rows to clean ones. */
export const silverStatement = (table: MappedTable, options: StatementOptions): Statement => {
  const { present } = options;
  const { texts, chain, own, rows, part, hasFlags } = partsOf(table, { from: `bronze_${table.bronze}`, present, keepsRaw: false }, options);
  const right = [
    ...chain.refusing.map(({ name }) => `s.${problemOf(name)} IS NULL`),
    ...(chain.filter === undefined ? [] : [chain.filter]),
  ];
  const where = right.length === 0 ? '' : `\n  WHERE ${right.join('\n    AND ')}`;
  const reads = [
    ...(part === undefined ? [] : ['conversions']),
    ...(part?.parents === undefined ? [] : ['parents']),
    ...chain.plans.flatMap(({ missing }) => missing ?? []),
  ];
  const says = `records of bronze_${table.bronze} as they stand, cleaned.`;
  const start = `${header(table, `silver_${table.mapping.target}`, reads, says)}WITH `;
  const common = { constants: texts.constants, hasFlags, chain, readsRates: part !== undefined, readsParents: part?.parents !== undefined };
  const names = Object.keys(own);
  if (part === undefined) {
    const columns = [...names, ...(hasFlags ? ['_flags'] : []), ...keptLineage].map((name) => handed('s', name));
    return {
      ...common,
      model: `${start}${chain.ctes.join(',\n')}\nSELECT ${orderedText(columns)}\nFROM ${chain.last} s${where}`,
      converted: {},
    };
  }
  const given = cte(
    'rows',
    [...Object.keys(rows).map((name) => handed('s', name)), ...part.inner],
    `${chain.last} s${joinParents(part.parentBy)}${where}`,
  );
  const columns: readonly Item[] = [
    ...[...names, ...Object.keys(part.converted)].map((name) => handed('v', name)),
    ...(hasFlags
      ? [{ sql: flagsSql(chain.flagging.length > 0, part.flags, table.mapping.currency?.fields[0] ?? ''), as: '"_flags"' }]
      : []),
    ...keptLineage.map((name) => handed('v', name)),
  ];
  const kept = part.refuses === 'FALSE' ? '' : `\nWHERE NOT COALESCE(${part.refuses}, FALSE)`;
  return {
    ...common,
    model: `${start}${[...chain.ctes, given].join(',\n')}\nSELECT ${orderedText(columns)}\nFROM (\n${part.model}\n) v${kept}`,
    constants: { ...texts.constants, ...part.constants },
    converted: part.converted,
  };
};

/** The statement of what is refused: of the records that are not in the silver table and are there at their source, what is wrong with them. */
export const refusedStatement = (table: MappedTable, options: StatementOptions): Statement => {
  const { present } = options;
  const { texts, chain, rows, part, hasFlags } = partsOf(table, { from: 'given', present, keepsRaw: true }, options);
  const { key, target } = table.mapping;
  const names = keyNames(table);
  const same = (left: string, right: string, pairs: readonly (readonly [string, string])[]): string =>
    pairs.map(([a, b]) => `${left}.${quote(a)} = ${right}.${quote(b)}`).join(' AND ');
  const pairs = key.map((source, at) => [source, names[at] ?? ''] as const);
  const keys = key.map((name) => `b.${quote(name)}`).join(', ');
  const restricted = [
    `left_over AS (\n  SELECT ${keys}\n  FROM bronze_${table.bronze} b ANTI JOIN ${quote(target)} k ON ${same('b', 'k', pairs)}\n)`,
    `given AS (\n  SELECT b.*\n  FROM bronze_${table.bronze} b SEMI JOIN left_over k ON ${same(
      'b',
      'k',
      key.map((name) => [name, name]),
    )}\n)`,
  ];
  const problems = chain.refusing.map(
    ({ name }) => `CASE WHEN s.${problemOf(name)} IS NOT NULL THEN '${name} ' || s.${problemOf(name)} END`,
  );
  const found = problems.length === 0 ? '@text(NULL)' : `NULLIF(CONCAT_WS('; ', ${problems.join(', ')}), '')`;
  // A row the filter leaves out is no refused one; one with a problem is, whatever the filter says of what is left of it.
  const out =
    chain.filter === undefined
      ? ''
      : `\n  WHERE ${[...chain.refusing.map(({ name }) => `s.${problemOf(name)} IS NOT NULL`), chain.filter].join(' OR ')}`;
  const given = cte(
    'rows',
    [
      ...Object.keys(rows).flatMap((name) => (name === '_problems' ? [] : [handed('s', name)])),
      { sql: found, as: '"_problems"' },
      ...(part?.inner ?? []),
    ],
    `${chain.last} s${joinParents(part?.parentBy)}${out}`,
  );
  const amount = table.mapping.currency?.fields[0] ?? '';
  const converted = part === undefined ? '' : `, CASE WHEN ${part.refuses} THEN '${amount} ' || v.currency_problem || ' currency' END`;
  const all = `SELECT ${[...names, '_raw', ...keptLineage].map((name) => `v.${quote(name)}`).join(', ')}, COALESCE(NULLIF(CONCAT_WS('; ', v._problems${converted}), ''), '- UNACCOUNTED -') AS _problems
FROM ${part === undefined ? 'rows' : `(\n${part.model}\n)`} v`;
  const word = (at: number): string => `SPLIT_PART(SPLIT_PART(r._problems, '; ', 1), ' ', ${at})`;
  const reads = [target, ...(part === undefined ? [] : ['conversions'])];
  return {
    model: `${header(table, `ops_refused_${target}`, reads, `records of bronze_${table.bronze} that are not in silver, and why.`)}WITH ${[...restricted, ...chain.ctes, given].join(',\n')}
SELECT ${names.map((name) => `r.${quote(name)}`).join(', ')}, ${word(1)} AS _column, ${word(2)} AS _code, ${word(3)} AS _rule, r._problems, r._raw,
  r._source_system, r._extracted_at
FROM (\n${all}\n) r`,
    constants: { ...texts.constants, ...part?.constants },
    converted: {},
    hasFlags,
    readsRates: part !== undefined,
    readsParents: part?.parents !== undefined,
    chain,
  };
};
