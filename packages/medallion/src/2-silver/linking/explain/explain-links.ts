import { ConfigError } from '@audit/contract';
import type { DuckDbEngine, Lake, Manifest, Session } from '@audit/warehouse';
import { mostAccounts } from '../evidence/gather-evidence.ts';
import { keptMasterOf } from '../lake/kept-masters.ts';
import { linkLakeIn, type SilverToLink } from '../lake/link-silver.ts';
import { type FilesToLink, type LinkedFiles, linkFilesIn } from '../link-files.ts';
import { firstMasterOf } from '../masters/master-of.ts';
import { type AccountExplanation, explainAccount } from './account-explanation.ts';
import { type Explainable, explainPair, type PairExplanation } from './pair-explanation.ts';

/** What is asked about linked accounts: a pair, or one account and its master. */
export interface LinkQuestion {
  readonly ids: readonly [string] | readonly [string, string];
  /** Whether mailboxes and telephone numbers are shown as they are. */
  readonly unmasked: boolean;
}

/** An answer, by what was asked. */
export type LinkExplanation = { readonly pair: PairExplanation } | { readonly account: AccountExplanation };

const explain = async (
  { corpus, linked, confidences }: Pick<LinkedFiles, 'corpus' | 'linked' | 'confidences'>,
  asked: Pick<Explainable, 'session' | 'settings' | 'masterOf' | 'most'>,
  { ids, unmasked }: LinkQuestion,
): Promise<LinkExplanation> => {
  if (linked === undefined) throw switchedOff();
  const question = { ...asked, corpus, linked, unmasked, confidences };
  return ids.length === 2 ? { pair: await explainPair(question, ids) } : { account: await explainAccount(question, ids[0]) };
};

const switchedOff = (): ConfigError =>
  new ConfigError(
    'enabled',
    'the linking is switched off: every account is its own master',
    'set it to true in the settings of the linking',
  );

/**
 * Links the accounts of files, and explains what became of one, or of two.
 *
 * @throws UsageError for an id that is no account; ConfigError where linking is switched off; FileRefused, InputRefused; ManualContradiction
 */
export const explainFiles = async (engine: DuckDbEngine, files: FilesToLink, question: LinkQuestion): Promise<LinkExplanation> => {
  await using session = await engine.session();
  const { settings } = files;
  const linked = await linkFilesIn(engine, session, { ...files, kept: 'all' });
  if (linked.linked === undefined) throw switchedOff();
  const most = mostAccounts(settings.evidence, linked.corpus.ids.length);
  return await explain(linked, { session, settings, masterOf: firstMasterOf(linked.corpus, linked.linked), most }, question);
};

/** The same of the accounts of a lake, by its frozen frequencies, with the masters of its last run. */
export const explainLake = async (
  session: Session,
  lake: Lake,
  manifest: Manifest,
  { silver, question }: { readonly silver: SilverToLink; readonly question: LinkQuestion },
): Promise<LinkExplanation> => {
  const { settings } = silver;
  const linked = await linkLakeIn(session, lake, manifest, { ...silver, kept: 'all' });
  if (linked.linked === undefined) throw switchedOff();
  const masterOf = await keptMasterOf(session, lake, manifest, firstMasterOf(linked.corpus, linked.linked));
  return await explain(linked, { session, settings, masterOf, most: mostAccounts(settings.evidence, linked.asked) }, question);
};
