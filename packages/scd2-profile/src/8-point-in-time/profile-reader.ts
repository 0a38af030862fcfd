import { formatInstant, type Micros, qualifiedName, quote, type Table } from '@audit/contract';
import {
  contactObservations,
  customerContactInfo,
  dimCustomerProfile,
  profileAuditEvents,
  profileBatches,
  profileCorrections,
  profileIdentities,
  profileObservations,
  profileRevisions,
  standardizedProfiles,
} from '@audit/contract/profile';
import {
  bindTable,
  clusterOrder,
  type Engine,
  type Lake,
  type Manifest,
  modelSql,
  type Params,
  type Session,
  type Stage,
  tableScan,
  textLiteral,
} from '@audit/warehouse';
import type * as arrow from 'apache-arrow';
import { hashVersionOf } from '../canonical/hash-version.ts';
import { changesSinceStage } from './changes-since.stage.ts';
import { contactVersionsStage } from '../contact/contact-versions.stage.ts';
import { contactsInForceStage } from './contacts-in-force.stage.ts';
import { differencesStage } from './differences.stage.ts';
import { instantOfSql, sqlInstant } from '../load/sql-instant.ts';
import { eventsSinceStage } from './events-since.stage.ts';
import { explanationStage } from './explanation.stage.ts';
import { segmentsStage } from './segments.stage.ts';
import { versionHistoryStage } from './version-history.stage.ts';
import { versionsAsOfStage } from './versions-as-of.stage.ts';
import { versionsKnownAtStage } from './versions-known-at.stage.ts';

/** A question: rows of a declared table, ordered as it is clustered. */
export interface ProfileQuery {
  readonly table: Table;
  readonly sql: string;
}

/** A point in time: when it was so, and, by default now, when it was known. */
export interface PointInTime {
  /** Valid time, UTC microseconds. */
  readonly at: Micros;
  /** Known time, UTC microseconds. */
  readonly knownAt?: Micros | undefined;
  /** One customer; by default all. */
  readonly customerId?: string | undefined;
}

/** A place in the order in which audit events were recorded: after an event, or after all that was recorded up to a time. */
export interface EventPlace {
  /** ISO UTC. */
  readonly recordedTs: string;
  /** Null for a time. */
  readonly eventId: string | null;
}

/** Before all events. */
export const beforeAllEvents: EventPlace = { recordedTs: '0001-01-01T00:00:00Z', eventId: null };

/** A customer's contacts: those in force at a time, by default all there ever were; as known now, or at another time. */
export interface ContactQuestion {
  readonly customerId: string;
  readonly at?: Micros | undefined;
  readonly knownAt?: Micros | undefined;
}

const tables = {
  versions: dimCustomerProfile,
  revisions: profileRevisions,
  identities: profileIdentities,
  standardized: standardizedProfiles,
  events: profileAuditEvents,
  observations: profileObservations,
  batches: profileBatches,
  corrections: profileCorrections,
  contact_versions: customerContactInfo,
  contact_observations: contactObservations,
} as const;

/**
 * Asks a version of the lake what was in force when, and what was known of it. Opened once it answers many questions: the tables are
 * bound, and their files verified, when they are first needed.
 */
export class ProfileReader implements AsyncDisposable {
  readonly session: Session;
  readonly #lake: Lake;
  readonly #manifest: Manifest;
  readonly #bound = new Set<string>();

  /** @param manifest by default the head of the lake */
  static async open(engine: Engine, lake: Lake, manifest: Manifest = lake.head()): Promise<ProfileReader> {
    return new ProfileReader(await engine.session(), lake, manifest);
  }

  private constructor(session: Session, lake: Lake, manifest: Manifest) {
    this.session = session;
    this.#lake = lake;
    this.#manifest = manifest;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.session[Symbol.asyncDispose]();
  }

  /** Rows of a question as an Arrow table of the declared schema. */
  async read({ table, sql }: ProfileQuery): Promise<arrow.Table> {
    return await this.session.query(`SELECT * FROM (${sql}) q ${clusterOrder(table)}`, table);
  }

  /** What was in force at a time: at most one version a customer. */
  async asOf({ at, knownAt, customerId }: PointInTime): Promise<ProfileQuery> {
    const point = { at: formatInstant(at), customer_id: customerId ?? null };
    if (knownAt === undefined) return await this.#ask(versionsAsOfStage, point);
    const known = { known_at: formatInstant(knownAt), hash_version: hashVersionOf(this.#manifest) };
    return await this.#ask(versionsKnownAtStage, { ...point, ...known });
  }

  /** The believed versions in time order, of one customer or of all. */
  async history(customerId?: string): Promise<ProfileQuery> {
    return await this.#ask(versionHistoryStage, { customer_id: customerId ?? null });
  }

  /** Audit events recorded after the loads of a lake version, by default all. */
  async events(since?: Manifest, customerId?: string): Promise<ProfileQuery> {
    const { recordedTs } = since === undefined ? beforeAllEvents : await this.placeAfter(since);
    return await this.#ask(eventsSinceStage, { after: recordedTs, customer_id: customerId ?? null });
  }

  /** Audit events after a place, as others are told of them. @param attributes names of those that matter; none for all */
  async changes({ recordedTs, eventId }: EventPlace, attributes: readonly string[]): Promise<ProfileQuery> {
    const hashVersion = hashVersionOf(this.#manifest);
    const params = { after: recordedTs, event_id: eventId, attributes: attributes.join(' '), hash_version: hashVersion };
    return await this.#ask(changesSinceStage, params);
  }

  /** The place after all audit events of a lake version. */
  async placeAfter(manifest: Manifest): Promise<EventPlace> {
    const scan = tableScan(this.#lake, profileAuditEvents, manifest.tables[qualifiedName(profileAuditEvents)]);
    const [row] = await this.session.evidence(`SELECT MAX(recorded_ts) AS ${quote('last')} FROM (${scan}) e`, 1);
    const micros = instantOfSql(row?.['last']);
    return micros === undefined ? beforeAllEvents : { recordedTs: formatInstant(micros), eventId: null };
  }

  /** How the version of a customer in force at a time came about. */
  async explain(customerId: string, at: Micros): Promise<ProfileQuery> {
    return await this.#ask(explanationStage, { customer_id: customerId, at: formatInstant(at) });
  }

  /** How many customers are what, at a time. */
  async segment(point: Omit<PointInTime, 'customerId'>): Promise<ProfileQuery> {
    const { sql } = await this.asOf(point);
    await this.session.bindSql('in_force', sql);
    return await this.#ask(segmentsStage, {});
  }

  /** What differs between two points in time: two valid times, or two known ones, or both. */
  async diff(before: PointInTime, after: PointInTime): Promise<ProfileQuery> {
    await this.session.bindSql('before', (await this.asOf(before)).sql);
    await this.session.bindSql('after', (await this.asOf(after)).sql);
    return await this.#ask(differencesStage, {});
  }

  /** Contacts of a customer by channel, in time order. What was known at a time is the fold of the observations loaded by then. */
  async contacts({ customerId, at, knownAt }: ContactQuestion): Promise<ProfileQuery> {
    if (knownAt === undefined) {
      await this.#bind('contact_versions');
      await this.session.bindSql('contacts', 'SELECT * FROM contact_versions');
    } else {
      await this.#bind('contact_observations');
      const known = `customer_id = ${textLiteral(customerId)} AND load_ts <= TIMESTAMP '${sqlInstant(knownAt)}'`;
      await this.session.bindSql('standing', `SELECT * FROM contact_observations WHERE ${known}`);
      await this.session.bindSql('contacts', modelSql(contactVersionsStage, this.session.engine, {}));
    }
    const [from, to] = at === undefined ? ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999Z'] : [formatInstant(at), formatInstant(at)];
    return await this.#ask(contactsInForceStage, { customer_id: customerId, from, to });
  }

  async #ask<S extends Stage>(stage: S, params: Params<S>): Promise<ProfileQuery> {
    for (const name of Object.keys(stage.reads)) await this.#bind(name);
    const parsed = stage.params.parse(params) as Readonly<Record<string, unknown>>;
    return { table: stage.writes, sql: modelSql(stage, this.session.engine, parsed) };
  }

  async #bind(name: string): Promise<void> {
    if (this.#bound.has(name) || !(name in tables)) return;
    const table = tables[name as keyof typeof tables];
    await bindTable(this.session, name, this.#lake, table, this.#manifest.tables[qualifiedName(table)]);
    this.#bound.add(name);
  }
}
