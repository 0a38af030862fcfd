import { AuditError, ProfileInvariantBroken, qualifiedName, type Table } from '@audit/contract';
import {
  dimCustomerProfile,
  type HashVersion,
  profileAuditEvents,
  profileIdentities,
  profileObservations,
  profileRevisions,
  standardizedProfiles,
} from '@audit/contract/profile';
import {
  bindTable,
  type Engine,
  type Lake,
  type LakeLock,
  type Manifest,
  modelSql,
  type Publication,
  rewriteTable,
  runKeyOf,
  type Session,
  type Stage,
  type TableState,
} from '@audit/warehouse';
import { eventHashesStage } from '../6-audit-event/event-hashes.stage.ts';
import { hashVersionOf, withHashVersion } from '../canonical/hash-version.ts';
import type { ProfileRun } from '../load/load-profile-batch.ts';
import { verifyHistory } from '../verify/verify-history.ts';
import { rehashedEventsStage } from './rehashed-events.stage.ts';
import { rehashedIdentitiesStage } from './rehashed-identities.stage.ts';
import { rehashedObservationsStage } from './rehashed-observations.stage.ts';
import { rehashedRecordsStage } from './rehashed-records.stage.ts';
import { rehashedVersionsStage } from './rehashed-versions.stage.ts';

export interface Rehash {
  /** `unchanged`: the profiles were hashed by these rules already, and nothing was published. */
  readonly status: 'rehashed' | 'unchanged';
  readonly from: HashVersion;
  readonly to: HashVersion;
  /** Rows written again, by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** The head afterwards. */
  readonly manifest: Manifest;
}

/** Tables that hold hashes of profiles, each with the stage that writes it again. */
const rehashed: readonly Stage[] = [
  rehashedRecordsStage,
  rehashedObservationsStage,
  rehashedVersionsStage,
  rehashedIdentitiesStage,
  rehashedEventsStage,
];

/** What would be written again: rows by table. */
export const rehashPlan = ({ tables }: Manifest): Readonly<Record<string, number>> =>
  Object.fromEntries(
    rehashed.flatMap(({ writes }) => {
      const name = qualifiedName(writes);
      const state = tables[name];
      return state === undefined ? [] : [[name, state.rows] as const];
    }),
  );

/**
 * Hashes all profiles of the lake by other rules, in one commit; later loads hash by them too. No version, revision or event comes or
 * goes. The caller holds the lock.
 *
 * @throws ProfileInvariantBroken where a law would not hold afterwards, RowsUnaccounted, DamagedFile; then nothing was published
 * @see docs/profile.md, "Versions of the hash"
 */
export const rehashProfiles = async (engine: Engine, lake: Lake, lock: LakeLock, to: HashVersion, run: ProfileRun): Promise<Rehash> => {
  const parent = lake.head();
  const from = hashVersionOf(parent);
  if (from === to) return { status: 'unchanged', from, to, rows: {}, manifest: parent };
  const runKey = runKeyOf(['profile-rehash', parent.version, to]);
  const folder = lake.stage(lock, runKey, run.clock);
  try {
    const states = await rewritten({ engine, parent, lake, folder, version: parent.version + 1 }, to);
    const rows = Object.fromEntries(Object.entries(states).map(([name, state]) => [name, state.rows]));
    const draft = {
      job: 'profile-rehash',
      runId: run.runId,
      runKey,
      clock: folder.clock,
      codeHash: '',
      configHash: run.configHash ?? '',
      tables: { ...parent.tables, ...states },
      watermarks: withHashVersion(parent.watermarks, to),
      accounts: [
        { step: 'scd2-profile/rehash', mode: 'whole' as const, why: `hash version ${from} becomes ${to}`, seconds: 0, counts: rows },
      ],
    };
    await assertLawful(engine, lake, { ...parent, ...draft });
    const manifest = lake.commit(lock, parent, draft);
    folder.drop();
    return { status: 'rehashed', from, to, rows, manifest };
  } catch (error) {
    if (error instanceof AuditError && error.exitCode === 3) folder.drop();
    throw error;
  }
};

interface Rehashing extends Publication {
  readonly engine: Engine;
  readonly parent: Manifest;
}

/** The new states of the tables that hold hashes. */
const rewritten = async (place: Rehashing, to: HashVersion): Promise<Readonly<Record<string, TableState>>> => {
  await using session = await place.engine.session();
  const states: Record<string, TableState> = {};
  const bind = async (name: string, table: Table): Promise<void> => {
    const state = states[qualifiedName(table)] ?? place.parent.tables[qualifiedName(table)];
    await bindTable(session, name, place.lake, table, state);
  };
  const rewrite = async (stage: Stage): Promise<void> => {
    const name = qualifiedName(stage.writes);
    const was = place.parent.tables[name];
    if (was !== undefined) states[name] = await rewriteTable(session, place, stage.writes, was, sqlOf(session, stage, to));
  };
  await bind('standardized', standardizedProfiles);
  await bind('observations', profileObservations);
  await bind('versions', dimCustomerProfile);
  await bind('identities', profileIdentities);
  await bind('revisions', profileRevisions);
  await bind('events', profileAuditEvents);
  await rewrite(rehashedRecordsStage);
  await bind('rehashed', standardizedProfiles);
  await rewrite(rehashedObservationsStage);
  await rewrite(rehashedVersionsStage);
  await rewrite(rehashedIdentitiesStage);
  await bind('identities', profileIdentities);
  await session.materialise('hashes', modelSql(eventHashesStage, session.engine, {}));
  await rewrite(rehashedEventsStage);
  return states;
};

const sqlOf = (session: Session, stage: Stage, hashVersion: HashVersion): string =>
  modelSql(stage, session.engine, 'hash_version' in stage.params.shape ? { hash_version: hashVersion } : {});

/** All laws, over all customers, before anything is published: they recompute every hash. */
const assertLawful = async (engine: Engine, lake: Lake, manifest: Manifest): Promise<void> => {
  const { broken } = await verifyHistory(engine, lake, manifest);
  const [first] = broken;
  if (first === undefined) return;
  // An id of a person has no place in an error.
  const rows = first.rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'customer_id')));
  throw new ProfileInvariantBroken(first.law, rows);
};
