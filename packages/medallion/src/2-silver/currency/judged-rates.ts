import { EngineFailed, FileRefused, InputRefused, problemsShown } from '@audit/contract';
import { readingMadeCsv, type Session } from '@audit/warehouse';
import type { RatesDelivery } from './rates-delivery.ts';

const isDate = (column: string): string =>
  `REGEXP_FULL_MATCH(${column}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') AND TRY_CAST(${column} AS DATE) IS NOT NULL`;
const isCode = (column: string): string => `REGEXP_FULL_MATCH(${column}, '[A-Z]{3}')`;

/** The usual form, which is read exactly and fast: text becomes a wider decimal slowly. */
const isPlain = `REGEXP_FULL_MATCH(rate, '[0-9]{1,6}([.][0-9]{1,12})?')`;

/** What is wrong with a rate, `code column` by code and column, in the order it is looked at. */
const faults: readonly (readonly [code: string, column: string, holds: string])[] = [
  ...['base', 'quote', 'valid_from', 'rate'].map((column) => ['MISSING_FIELD', column, `${column} IS NULL`] as const),
  ['BAD_CURRENCY', 'base', `NOT ${isCode('base')}`],
  ['BAD_CURRENCY', 'quote', `NOT ${isCode('quote')} OR quote = base`],
  ['BAD_DATE', 'valid_from', `NOT (${isDate('valid_from')})`],
  [
    'BAD_DATE',
    'valid_to',
    `valid_to IS NOT NULL AND (NOT (${isDate('valid_to')}) OR TRY_CAST(valid_to AS DATE) <= TRY_CAST(valid_from AS DATE))`,
  ],
  ['BAD_NUMBER', 'rate', `NOT REGEXP_FULL_MATCH(rate, '[0-9]{1,20}([.][0-9]{1,30})?([eE][-+]?[0-9]{1,2})?')`],
  // Further digits than 12 are no rate as published but one that was computed: rounded silently it would be another.
  [
    'NUMBER_OUT_OF_RANGE',
    'rate',
    `number IS NULL OR number <= 0 OR number >= 10000000 OR (NOT ${isPlain} AND number <> TRY_CAST(rate AS DECIMAL(38, 26)))`,
  ],
];

/** Names no table may give itself. */
const reserved = `source IN ('ecb', 'law', 'none') OR source LIKE 'salesforce%'`;

/**
 * Reads a delivery into the relation `given`: source, base, quote, valid_from, valid_to, rate, of their types. One bad rate refuses all.
 *
 * @returns how many
 * @throws {@link InputRefused} naming the first bad ones; {@link FileRefused}
 */
export const judgeRates = async (session: Session, { label, kind, sql }: RatesDelivery): Promise<number> => {
  try {
    await readingMadeCsv({ label }, async () => await session.materialise('_delivered', sql));
  } catch (error) {
    if (!(error instanceof EngineFailed) || kind === 'salesforce') throw error;
    throw new FileRefused(label, 'RAGGED_ROW', null, error.message.split('\n')[0] ?? '', { cause: error });
  }
  await session.materialise(
    '_numbers',
    `SELECT *, CASE WHEN ${isPlain} THEN CAST(CAST(rate AS DECIMAL(18, 12)) AS DECIMAL(28, 12)) ELSE TRY_CAST(rate AS DECIMAL(28, 12)) END AS number FROM _delivered`,
  );
  const whens = faults.map(([code, column, holds]) => `WHEN ${holds} THEN '${code} ${column}'`);
  await session.materialise(
    '_faults',
    `SELECT * FROM (SELECT *, CASE ${whens.join(' ')} END AS fault FROM _numbers) AS looked_at WHERE fault IS NOT NULL`,
  );
  await session.materialise('_twice', `SELECT source, base, quote, valid_from FROM _numbers GROUP BY ALL HAVING COUNT(*) > 1`);
  await session.materialise(
    '_bad',
    `SELECT * FROM _faults UNION ALL
     SELECT n.*, 'DUPLICATE_RATE valid_from' FROM _numbers n SEMI JOIN _twice t USING (source, base, quote, valid_from) WHERE NOT EXISTS (SELECT 1 FROM _faults)`,
  );
  await refuseBad(session, label);
  if (kind === 'table') {
    const [taken] = await session.evidence(`SELECT source FROM _delivered WHERE ${reserved}`, 1);
    if (taken !== undefined)
      throw new FileRefused(label, 'NOT_RATES', null, `it calls its source "${taken['source']}", a name that is taken`, {
        remedy: 'give it a name of its own',
      });
  }
  return await session.materialise(
    'given',
    'SELECT source, base, quote, CAST(valid_from AS DATE) AS valid_from, CAST(valid_to AS DATE) AS valid_to, number AS rate FROM _numbers',
  );
};

const refuseBad = async (session: Session, label: string): Promise<void> => {
  const counts = await session.evidence(`SELECT SPLIT_PART(fault, ' ', 1) AS code, COUNT(*) AS n FROM _bad GROUP BY ALL ORDER BY code`, 50);
  if (counts.length === 0) return;
  const bad = await session.evidence(
    `SELECT record, SPLIT_PART(fault, ' ', 1) AS code, SPLIT_PART(fault, ' ', 2) AS column_name,
      CASE SPLIT_PART(fault, ' ', 2) WHEN 'base' THEN base WHEN 'quote' THEN quote WHEN 'rate' THEN rate WHEN 'valid_to' THEN valid_to ELSE valid_from END AS value,
      CONCAT_WS(' ', source, base || '/' || quote, valid_from) AS named
    FROM _bad ORDER BY record, quote`,
    problemsShown,
  );
  throw new InputRefused(
    Object.fromEntries(counts.map(({ code, n }) => [code ?? '', Number(n)])),
    bad.map((row) => ({
      code: row['code'] ?? '',
      source: label,
      record: Number(row['record']),
      line: null,
      column: row['column_name'] ?? null,
      value: row['value']?.slice(0, 80) ?? null,
      reason: row['named'] ?? '',
    })),
    { remedy: 'correct them' },
  );
};
