import type { DuckDbEngine, InputSource, LandOptions, Session } from '@audit/warehouse';
import { type ClusterConfidence, clusterConfidences } from './clusters/cluster-confidence.ts';
import { landColumns } from './intake/land-columns.ts';
import { accountFields, contactFields, numberAccounts, numberContacts } from './intake/number-accounts.ts';
import type { Corpus } from './intake/corpus.ts';
import { readCorpus } from './intake/read-corpus.ts';
import { linkCorpus, type LinkedCorpus, linksOf } from './link-corpus.ts';
import { manualEffect, type ManualEffect } from './manual/manual-effect.ts';
import type { ManualLinks } from './manual/manual-links.ts';
import { masterId } from './masters/master-id.ts';
import { reviewQueue, type ReviewQueue } from './review/review-queue.ts';
import type { LinkingSettings } from './settings.ts';

/** Files to link. */
export interface FilesToLink {
  readonly accounts: InputSource;
  readonly contacts: InputSource | undefined;
  readonly settings: LinkingSettings;
  readonly manual: ManualLinks;
  readonly landing?: Pick<LandOptions, 'format' | 'maxInput'>;
  /** As for `linkCorpus`. */
  readonly kept?: 'counting' | 'all' | undefined;
}

/** Linked accounts of files. */
export interface LinkedFiles {
  readonly corpus: Corpus;
  /** Undefined where linking is switched off. */
  readonly linked: LinkedCorpus | undefined;
  readonly manual: ManualEffect;
  readonly confidences: ReadonlyMap<number, ClusterConfidence>;
  readonly contacts: number;
  /** What people are to decide, most decisive first; undefined where nobody asked. */
  readonly review: ReviewQueue | undefined;
  /** Where the time went. */
  readonly seconds: Readonly<Record<'read' | 'link', number>>;
}

/**
 * Links the accounts of files, without a lake.
 *
 * @throws FileRefused, InputRefused; ManualContradiction
 */
export const linkFiles = async (engine: DuckDbEngine, files: FilesToLink): Promise<LinkedFiles> => {
  await using session = await engine.session();
  const done = await linkFilesIn(engine, session, files);
  if (done.linked === undefined) return done;
  const asked = performance.now();
  const review = await reviewQueue(session, done.corpus, done.linked, { settings: files.settings });
  return { ...done, review, seconds: { ...done.seconds, link: done.seconds.link + (performance.now() - asked) / 1000 } };
};

/** The same in a session that is kept, without questions: the relations `lk_…` in it tell what each account has. */
export const linkFilesIn = async (engine: DuckDbEngine, session: Session, files: FilesToLink): Promise<LinkedFiles> => {
  const { settings, landing } = files;
  const started = performance.now();
  const of = (given: Readonly<Record<string, string | null>>, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, given[name] ?? null]));
  await landColumns(
    engine,
    session,
    files.accounts,
    { relation: 'given_accounts', columns: of(settings.accounts, accountFields), required: ['account_id'] },
    landing,
  );
  const contactsToLand = { relation: 'given_contacts', columns: of(settings.contacts, contactFields), required: ['account_id'] };
  const contacts = files.contacts === undefined ? 0 : await landColumns(engine, session, files.contacts, contactsToLand, landing);
  if (files.contacts === undefined)
    await session.materialise(
      'given_contacts',
      `SELECT ${contactFields.map((name) => `CAST(NULL AS VARCHAR) AS ${name}`).join(', ')} WHERE FALSE`,
    );
  const accounts = await numberAccounts(session, files.accounts.label);
  await numberContacts(session);
  await session.drop('given_accounts');
  const corpus = await readCorpus(session, settings, accounts);
  const read = performance.now();
  const manual = manualEffect(files.manual, corpus.ids);
  const linked = settings.enabled ? linkCorpus(corpus, settings, manual, { kept: files.kept }) : undefined;
  const confidences =
    linked === undefined
      ? new Map<number, ClusterConfidence>()
      : clusterConfidences(linked.cluster, linked.judged, settings.clusters.missing_pair_nats);
  const seconds = { read: (read - started) / 1000, link: (performance.now() - read) / 1000 };
  return { corpus, linked, manual, confidences, contacts, review: undefined, seconds };
};

const linesAtOnce = 10_000;
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** `links.csv`, in pieces of many lines: links in the order of their accounts. */
export function* linksCsv({ corpus: { ids }, linked }: LinkedFiles): Generator<string> {
  let piece = 'account_a,account_b,type,rule,confidence,probability,status\n';
  let lines = 0;
  for (const { a, b, type, rule, confidence, probability, status } of linked === undefined ? [] : linksOf(linked)) {
    piece += `${cell(ids[a]!)},${cell(ids[b]!)},${type},${rule},${confidence},${probability.toFixed(6)},${status}\n`;
    if (++lines % linesAtOnce > 0) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** `masters.csv`, in pieces of many lines: a line for every account, in their order. */
export function* mastersCsv({ corpus: { ids }, linked, confidences }: LinkedFiles): Generator<string> {
  let piece = 'account_id,master_id,linkage_confidence\n';
  const masters = new Map<number, string>();
  for (let account = 0; account < ids.length; account++) {
    const cluster = linked?.cluster[account] ?? account;
    let master = masters.get(cluster);
    if (master === undefined) {
      master = masterId(ids[cluster]!);
      // Most are alone: only those whose members follow are worth keeping.
      if (confidences.has(cluster)) masters.set(cluster, master);
    }
    piece += `${cell(ids[account]!)},${master},${confidences.get(cluster)?.linkage ?? 100}\n`;
    if ((account + 1) % linesAtOnce > 0) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/** `review.ndjson`, in pieces of many lines: what people are to decide, most decisive first. */
export function* reviewNdjson({ review }: LinkedFiles): Generator<string> {
  let piece = '';
  let lines = 0;
  for (const item of review ?? []) {
    piece += `${JSON.stringify(item)}\n`;
    if (++lines % linesAtOnce > 0) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
