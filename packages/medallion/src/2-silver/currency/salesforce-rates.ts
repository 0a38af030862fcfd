import { quote, sourceTable, UsageError } from '@audit/contract';
import { bindTable, type Lake, type Manifest, type Session } from '@audit/warehouse';
import type { RatesDelivery } from './rates-delivery.ts';

const objects = {
  currency_type: ['Id', 'IsoCode', 'ConversionRate', 'IsCorporate', 'SystemModstamp'],
  dated_conversion_rate: ['Id', 'IsoCode', 'StartDate', 'NextStartDate', 'ConversionRate', 'SystemModstamp'],
} as const;

const bindObject = async (session: Session, lake: Lake, manifest: Manifest, name: keyof typeof objects): Promise<void> => {
  const state = manifest.tables[`bronze_${name}`];
  const shape = state?.shape;
  if (state === undefined || shape === undefined)
    throw new UsageError(`the lake has no bronze_${name}`, 'extract it first: audit extract --source salesforce', {
      table: `bronze_${name}`,
    });
  const lacking = objects[name].filter((column) => !shape.columns.some(([known]) => known === column));
  if (lacking.length > 0)
    throw new UsageError(
      `bronze_${name} lacks ${lacking.join(', ')}`,
      'let the user of the extraction see these fields, then extract it with --full',
      { table: `bronze_${name}`, lacking },
    );
  await bindTable(session, `bronze_${name}`, lake, sourceTable(name, shape), state);
};

const newestFirst = '"SystemModstamp" DESC NULLS LAST, _extracted_at DESC NULLS LAST';

const corporateSql = `SELECT "IsoCode" AS code FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY "Id" ORDER BY ${newestFirst}) AS age FROM bronze_currency_type
) AS types WHERE age = 1 AND NOT _is_deleted AND LOWER("IsCorporate") = 'true'`;

/**
 * Rates of an organisation, from bronze: its dated rates, and for currencies without them those of CurrencyType from the day each was set.
 * Both count units of a currency for one unit of the corporate one.
 */
const ratesSql = `WITH types AS (SELECT * FROM bronze_currency_type), dated AS (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY "Id" ORDER BY ${newestFirst}) AS age FROM bronze_dated_conversion_rate
), standing AS (
  SELECT "IsoCode", "StartDate", "NextStartDate", "ConversionRate" FROM dated WHERE age = 1 AND NOT _is_deleted
), set_on AS (
  SELECT "Id", "IsoCode", "ConversionRate", SUBSTR("SystemModstamp", 1, 10) AS day,
    ROW_NUMBER() OVER (PARTITION BY "Id", SUBSTR("SystemModstamp", 1, 10) ORDER BY ${newestFirst}) AS age
  FROM types WHERE NOT _is_deleted AND "SystemModstamp" IS NOT NULL
)
SELECT ROW_NUMBER() OVER (ORDER BY source, quote, valid_from) AS record, source, base, quote, valid_from, valid_to, rate FROM (
  SELECT 'salesforce' AS source, c.code AS base, s."IsoCode" AS quote, s."StartDate" AS valid_from, s."NextStartDate" AS valid_to, s."ConversionRate" AS rate
  FROM standing s, corporate c WHERE s."IsoCode" <> c.code
  UNION ALL
  SELECT 'salesforce_static', c.code, t."IsoCode", t.day, COALESCE(LEAD(t.day) OVER (PARTITION BY t."Id" ORDER BY t.day), '9999-12-31'), t."ConversionRate"
  FROM set_on t, corporate c
  WHERE t.age = 1 AND t."IsoCode" <> c.code AND t."IsoCode" NOT IN (SELECT "IsoCode" FROM standing)
)`;

/** Rates of Salesforce as extracted into bronze. @throws {@link UsageError} where bronze has them not, or not one corporate currency */
export const salesforceRates = async (session: Session, lake: Lake, manifest: Manifest): Promise<RatesDelivery> => {
  for (const name of ['currency_type', 'dated_conversion_rate'] as const) await bindObject(session, lake, manifest, name);
  const corporate = await session.materialise('corporate', corporateSql);
  if (corporate !== 1)
    throw new UsageError(
      `bronze_currency_type names ${corporate} corporate currencies`,
      'one is expected: extract it anew with audit extract CurrencyType --source salesforce --full',
    );
  await session.materialise('_salesforce_rates', ratesSql);
  const columns = ['source', 'base', 'quote', 'valid_from', 'valid_to', 'rate'].map((name) => `COALESCE(${quote(name)}, '')`);
  const [content] = await session.evidence(
    `SELECT SHA256(COALESCE(STRING_AGG(CONCAT_WS('|', ${columns.join(', ')}), chr(10) ORDER BY record), '')) AS sha256,
      SUM(LENGTH(CONCAT_WS('|', ${columns.join(', ')})) + 1) AS bytes FROM _salesforce_rates`,
    1,
  );
  return {
    label: 'Salesforce (bronze_dated_conversion_rate, bronze_currency_type)',
    kind: 'salesforce',
    sha256: content?.['sha256'] ?? '',
    bytes: Number(content?.['bytes'] ?? 0),
    sql: 'SELECT * FROM _salesforce_rates',
  };
};
