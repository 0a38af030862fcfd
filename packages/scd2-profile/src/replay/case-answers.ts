import { type Micros, parseInstant, qualifiedName, quarantine, type Table, UsageError } from '@audit/contract';
import {
  dimCustomerProfile,
  profileAuditEvents,
  profileBatches,
  profileIdentities,
  profileRevisions,
  profileScalars,
  profileTypeOne,
  standardizedProfiles,
} from '@audit/contract/profile';
import { bindTable, type DuckDbEngine, type Lake, type Manifest, modelSql, type Session, textLiteral } from '@audit/warehouse';
import { canonicalRecordsStage } from '../2-hash/canonical-records.stage.ts';
import { sqlInstant } from '../load/sql-instant.ts';

/** Everything a history says, in the form of the recorded expectations: rows as lists or objects, times as ISO text. */
export interface CaseAnswers {
  readonly hashes: readonly unknown[];
  readonly versions: readonly unknown[];
  readonly bridges: readonly unknown[];
  readonly revisions: readonly unknown[];
  readonly events: readonly unknown[];
  readonly dq: readonly unknown[];
  readonly pit: readonly unknown[];
}

/** A point in time to look at: what was in force then, as known now or at another time. */
export interface PointInTime {
  readonly customer_id: string;
  readonly valid: string;
  readonly known?: string | null | undefined;
}

const iso = (column: string): string => `STRFTIME(${column}, '%Y-%m-%dT%H:%M:%S.%fZ')`;
const fields = (pairs: readonly (readonly [string, string])[]): string =>
  `JSON_OBJECT(${pairs.map(([name, value]) => `'${name}', ${value}`).join(', ')})`;

const stored = Object.entries({ ...profileScalars, ...profileTypeOne })
  .filter(([name]) => name !== 'evidence_type')
  .map(([name, { type }]) => [name, type.kind === 'date' ? `STRFTIME(${name}, '%Y-%m-%d')` : name] as const);

const version = fields([
  ['sk', 'customer_profile_version_sk'],
  ['customer_id', 'customer_id'],
  ['version_num', 'version_num'],
  ['effective_start_ts', iso('effective_start_ts')],
  ['effective_end_ts', iso('effective_end_ts')],
  ['is_current', 'is_current'],
  ['load_ts', iso('load_ts')],
  ['profile_hash', 'profile_hash'],
  ['stored', fields(stored)],
]);

const revision = `JSON_ARRAY(customer_profile_version_sk, version_num, ${[
  'effective_start_ts',
  'effective_end_ts',
  'system_from_ts',
  'system_to_ts',
]
  .map(iso)
  .join(', ')})`;

const members = (column: string): string =>
  fields([
    ['added', `${column}_added`],
    ['removed', `${column}_removed`],
  ]);

const event = fields([
  ...['event_type', 'change_kind', 'rationale_code', 'customer_id'].map((name) => [name, name] as const),
  ['event_ts', iso('event_ts')],
  ['recorded_ts', iso('recorded_ts')],
  ...['version_num', 'previous_profile_hash', 'new_profile_hash'].map((name) => [name, name] as const),
  [
    'diff',
    fields([
      ['attributes', 'attributes_changed'],
      ['source_of_income', members('source_of_income')],
      ['purpose_of_investment', members('purpose_of_investment')],
    ]),
  ],
]);

const bridges = `SELECT JSON_ARRAY(customer_profile_version_sk, kind, member) AS line FROM (
  SELECT customer_id, effective_start_ts, customer_profile_version_sk, 0 AS nth, 'source_of_income' AS kind, UNNEST(source_of_income) AS member FROM dim
  UNION ALL
  SELECT customer_id, effective_start_ts, customer_profile_version_sk, 1, 'purpose_of_investment', UNNEST(purpose_of_investment) FROM dim
) b ORDER BY customer_id, effective_start_ts, nth, member`;

const findings = `SELECT JSON_ARRAY(batch_id, record - 1, customer_id, codes) AS line FROM (
  SELECT batch_id, load_ts, record, customer_id, dq_codes AS codes FROM silver WHERE LEN(dq_codes) > 0
  UNION ALL
  SELECT b.batch_id, b.load_ts, q.record, NULL, [CASE WHEN b.feed = 'correction' THEN q.code ELSE 'QUARANTINED_CUSTOMER_ID' END] FROM quarantined q JOIN batches b ON b.run_id = q.run_id
) f ORDER BY load_ts, record`;

const read = async (session: Session, sql: string): Promise<readonly unknown[]> => {
  const rows: unknown[] = [];
  for await (const lines of session.texts(sql)) for (const line of lines) rows.push(JSON.parse(line));
  return rows;
};

const instantOf = (text: string): Micros => {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new UsageError(`"${text}" is no ISO time`, 'write it as 2024-01-31T10:00:00Z');
  return parsed.micros;
};

const pointSql = ({ customer_id: customer, valid, known }: PointInTime): string => {
  const at = (text: string): string => `TIMESTAMP '${sqlInstant(instantOf(text))}'`;
  const believed =
    known === null || known === undefined
      ? 'r.system_to_ts IS NULL'
      : `r.system_from_ts <= ${at(known)} AND (r.system_to_ts IS NULL OR r.system_to_ts > ${at(known)})`;
  return `SELECT JSON_OBJECT('version_num', r.version_num, 'profile_hash', i.profile_hash) AS line
    FROM revisions r JOIN ids i ON i.customer_profile_version_sk = r.customer_profile_version_sk
    WHERE r.customer_id = ${textLiteral(customer)} AND ${believed} AND r.effective_start_ts <= ${at(valid)}
      AND (r.effective_end_ts IS NULL OR r.effective_end_ts >= ${at(valid)})`;
};

/** Reads a lake as a case is answered. */
export const caseAnswers = async (
  engine: DuckDbEngine,
  lake: Lake,
  head: Manifest,
  points: readonly PointInTime[],
): Promise<CaseAnswers> => {
  await using session = await engine.session();
  const bind = async (name: string, table: Table): Promise<void> =>
    await bindTable(session, name, lake, table, head.tables[qualifiedName(table)]);
  await bind('dim', dimCustomerProfile);
  await bind('revisions', profileRevisions);
  await bind('ids', profileIdentities);
  await bind('events', profileAuditEvents);
  await bind('silver', standardizedProfiles);
  await bind('standardized', standardizedProfiles);
  await bind('quarantined', quarantine);
  await bind('batches', profileBatches);
  const canonical = modelSql(canonicalRecordsStage, session.engine, {});
  const pit: unknown[] = [];
  for (const point of points) {
    const [found] = await read(session, pointSql(point));
    pit.push({ ...point, ...(found ?? { version_num: null, profile_hash: null }) });
  }
  return {
    hashes: await read(
      session,
      `SELECT JSON_ARRAY(batch_id, record - 1, canonical, profile_hash) AS line FROM (${canonical}) c ORDER BY load_ts, record`,
    ),
    versions: await read(session, `SELECT ${version} AS line FROM dim ORDER BY customer_id, effective_start_ts`),
    bridges: await read(session, bridges),
    revisions: await read(session, `SELECT ${revision} AS line FROM revisions ORDER BY customer_id, system_from_ts, effective_start_ts`),
    events: await read(
      session,
      `SELECT ${event} AS line FROM events WHERE event_type <> 'PROFILE_VERSION_CLOSE' ORDER BY recorded_ts, customer_id, event_ts, change_kind`,
    ),
    dq: await read(session, findings),
    pit,
  };
};
