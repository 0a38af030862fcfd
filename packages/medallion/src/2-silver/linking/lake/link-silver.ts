import { linkModel } from '@audit/contract';
import type { Lake, Manifest, Session } from '@audit/warehouse';
import { type ClusterConfidence, clusterConfidences } from '../clusters/cluster-confidence.ts';
import { numberAccounts, numberContacts } from '../intake/number-accounts.ts';
import { readCorpus } from '../intake/read-corpus.ts';
import { linkCorpus } from '../link-corpus.ts';
import { manualEffect } from '../manual/manual-effect.ts';
import type { ManualLinks } from '../manual/manual-links.ts';
import type { LinkingSettings } from '../settings.ts';
import { keptModel, modelRows } from './frozen-model.ts';
import { bindInputs, type InputTables, inputTables } from './input-tables.ts';

/** Why there are no ids of other systems where there is a column for them. */
export const noXref = 'no account has an id of another system';

/** What is linked, and how. */
export interface SilverToLink {
  readonly settings: LinkingSettings;
  readonly manual: ManualLinks;
  readonly refresh?: boolean;
  /** As for `linkCorpus`. */
  readonly kept?: 'counting' | 'all' | undefined;
  /** What there is to link, where it is known already. */
  readonly inputs?: InputTables;
}

/** Links the accounts of silver in a session that is kept, and publishes nothing: the relations `lk_…` tell what each account has. */
export const linkLakeIn = async (
  session: Session,
  lake: Lake,
  parent: Manifest,
  { settings, manual: given, refresh, kept, inputs = inputTables(parent, settings) }: SilverToLink,
) => {
  const started = performance.now();
  await bindInputs(session, lake, inputs);
  const { whyNoXref } = inputs;
  const accounts = await numberAccounts(session, 'silver_accounts');
  await numberContacts(session);
  const frozenBefore = await keptModel(session, lake, parent);
  const frozen = refresh === true ? undefined : frozenBefore;
  const corpus = await readCorpus(session, settings, accounts, frozen);
  const read = performance.now();
  const manual = manualEffect(given, corpus.ids);
  const linked = settings.enabled ? linkCorpus(corpus, settings, manual, { model: frozen, kept }) : undefined;
  const confidences: ReadonlyMap<number, ClusterConfidence> =
    linked === undefined ? new Map() : clusterConfidences(linked.cluster, linked.judged, settings.clusters.missing_pair_nats);
  const model = frozen?.version ?? (frozenBefore?.version ?? 0) + 1;
  const isFrozenNow = frozen === undefined && linked !== undefined;
  if (isFrozenNow) await session.bindRows('link_model_now', linkModel, modelRows(corpus, linked, model));
  const [contacts] = await session.evidence('SELECT COUNT(*) AS n FROM lk_contacts', 1);
  const [xref] = await session.evidence('SELECT COUNT(xref) AS n FROM given_accounts', 1);
  return {
    corpus,
    linked,
    manual,
    confidences,
    model,
    /** Accounts there were when frequencies were frozen. */
    asked: frozen?.accounts ?? accounts,
    modelRows: `SELECT * FROM ${isFrozenNow ? 'link_model_now' : 'link_model_was'}`,
    contacts: Number(contacts?.['n']),
    why: whyNoXref !== '' ? whyNoXref : xref?.['n'] === '0' ? noXref : '',
    seconds: { read: (read - started) / 1000, link: (performance.now() - read) / 1000 },
  };
};
