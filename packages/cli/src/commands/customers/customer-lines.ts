import { customerConflicts, customerRecords, customers, qualifiedName } from '@audit/contract';
import type { LandedCustomerFile } from '@audit/datamart';
import { bindTable, type Lake, type Session, type TableState, textLiteral } from '@audit/warehouse';

type States = Readonly<Record<string, TableState>>;

const json = (value: string): string => `CAST(TO_JSON(${value}) AS VARCHAR)`;
const instant = (value: string): string => `REPLACE(STRFTIME(${value}, '%Y-%m-%dT%H:%M:%S.%fZ'), '.000000Z', 'Z')`;
/** Texts of a group, sorted by a number or text, joined by commas. */
const joined = (text: string, order: string): string =>
  `ARRAY_TO_STRING(LIST_TRANSFORM(LIST_SORT(LIST(STRUCT_PACK(o := ${order}, t := ${text}))), LAMBDA e: e.t), ',')`;
const bool = (value: string): string => `CASE WHEN ${value} THEN 'true' ELSE 'false' END`;

/** The five fields of a record, as `toSerialisable` spells them, without the closing brace. */
const fields = `'{"customer_id":' || ${json('c.customer_id')} || ',"acquisition_ts":"' || ${instant('c.acquisition_ts')}
  || '","source_system":' || ${json('c.source_system')} || ',"is_visible":' || ${bool('c.is_visible')} || ',"metadata":' || c.metadata`;

const recordsSql = `SELECT ${fields} || '}' FROM customer_records c ORDER BY c.seen`;

/** File of a record: files lie behind one another in `seen`. */
const labelOf = (files: readonly LandedCustomerFile[]): string =>
  `CASE ${files.map(({ label, lastSeen }) => `WHEN seen <= ${lastSeen} THEN ${textLiteral(label)}`).join(' ')} ELSE '' END`;

const mergedSql = (files: readonly LandedCustomerFile[]): string => `
WITH origins AS (
  SELECT seen, '{"source":' || ${json(labelOf(files))} || ',"record":' || record || ',"sourceSystem":' || ${json('source_system')} || '}' AS origin
  FROM customer_records
),
described AS (
  SELECT customer_id, UNNEST(JSON_KEYS(metadata_seen)) AS name, UNNEST(CAST(JSON_EXTRACT(metadata_seen, '$.*') AS VARCHAR[])) AS seen,
    UNNEST(RANGE(LEN(JSON_KEYS(metadata_seen)))) AS place
  FROM customers WHERE metadata_seen <> '{}'
),
described_by AS (
  SELECT d.customer_id AS customer_id, ${joined(`${json('d.name')} || ':' || o.origin`, 'd.place')} AS members
  FROM described d JOIN origins o ON o.seen = CAST(d.seen AS BIGINT) GROUP BY d.customer_id
),
disputes AS (
  SELECT k.customer_id AS customer_id, k.field AS field,
    '{"field":' || ${json('k.field')} || ',"kept":' || CASE WHEN k.field = 'acquisition_ts' THEN ${json('k.kept')} ELSE k.kept END || ',"keptFrom":' || o.origin
    || ',"discarded":[' || ARRAY_TO_STRING(CASE WHEN k.field = 'acquisition_ts' THEN LIST_TRANSFORM(k.discarded, LAMBDA v: ${json('v')}) ELSE k.discarded END, ',') || ']}' AS dispute
  FROM customer_conflicts k JOIN origins o ON o.seen = k.kept_seen
),
disputed AS (
  SELECT customer_id, ${joined('dispute', `CASE WHEN field LIKE 'metadata.%' THEN '1' ELSE '0' END || field`)} AS conflicts FROM disputes GROUP BY customer_id
)
SELECT ${fields} || ',"source_systems":' || ${json('c.source_systems')}
  || ',"lineage":{"acquisition_ts":' || a.origin || ',"source_system":' || s.origin || ',"is_visible":' || v.origin
  || ',"metadata":{' || COALESCE(m.members, '') || '}},"conflicts":[' || COALESCE(k.conflicts, '') || ']}'
FROM customers c
JOIN origins a ON a.seen = c.acquisition_ts_seen
JOIN origins s ON s.seen = c.source_system_seen
JOIN origins v ON v.seen = c.is_visible_seen
LEFT JOIN described_by m ON m.customer_id = c.customer_id
LEFT JOIN disputed k ON k.customer_id = c.customer_id
ORDER BY c.first_seen`;

/** Lines of NDJSON, in pieces as they are made. */
async function* linesOf(session: Session, sql: string): AsyncGenerator<string> {
  for await (const rows of session.texts(sql)) yield `${rows.join('\n')}\n`;
}

/** Accepted records as `CustomerContract.toSerialisable` has them, one a line, in order of arrival. */
export async function* recordLines(session: Session, lake: Lake, state: TableState | undefined): AsyncGenerator<string> {
  await bindTable(session, 'customer_records', lake, customerRecords, state);
  yield* linesOf(session, recordsSql);
}

/**
 * Merged customers likewise, with source systems, lineage and conflicts, in order of first sight. Conflicts stand as acquisition_ts,
 * is_visible, then keys of metadata by name; numbers in metadata keep all their digits.
 */
export async function* customerLines(
  session: Session,
  lake: Lake,
  states: States,
  files: readonly LandedCustomerFile[],
): AsyncGenerator<string> {
  for (const table of [customerRecords, customers, customerConflicts])
    await bindTable(session, table.name, lake, table, states[qualifiedName(table)]);
  yield* linesOf(session, mergedSql(files));
}
