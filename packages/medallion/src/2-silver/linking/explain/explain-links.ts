import { ConfigError } from '@audit/contract';
import type { DuckDbEngine, Session } from '@audit/warehouse';
import { type FilesToLink, type LinkedFiles, linkFilesIn } from '../link-files.ts';
import { linkTablesIn, type TablesToLink } from '../link-tables.ts';
import type { LinkingSettings } from '../settings.ts';
import { type AccountExplanation, explainAccount } from './account-explanation.ts';
import { explainPair, type PairExplanation } from './pair-explanation.ts';

/** What is asked about linked accounts: a pair, or one account and its master. */
export interface LinkQuestion {
  readonly ids: readonly [string] | readonly [string, string];
  /** Whether mailboxes and telephone numbers are shown as they are. */
  readonly unmasked: boolean;
}

/** An answer, by what was asked. */
export type LinkExplanation = { readonly pair: PairExplanation } | { readonly account: AccountExplanation };

const explain = async (
  session: Session,
  { corpus, linked, confidences }: LinkedFiles,
  settings: LinkingSettings,
  { ids, unmasked }: LinkQuestion,
): Promise<LinkExplanation> => {
  if (linked === undefined)
    throw new ConfigError(
      'enabled',
      'the linking is switched off: every account is its own master',
      'set it to true in the settings of the linking',
    );
  const question = { session, corpus, linked, settings, unmasked, confidences };
  return ids.length === 2 ? { pair: await explainPair(question, ids) } : { account: await explainAccount(question, ids[0]) };
};

/**
 * Links the accounts of files, and explains what became of one, or of two.
 *
 * @throws UsageError for an id that is no account; ConfigError where linking is switched off; FileRefused, InputRefused; ManualContradiction
 */
export const explainFiles = async (engine: DuckDbEngine, files: FilesToLink, question: LinkQuestion): Promise<LinkExplanation> => {
  await using session = await engine.session();
  return await explain(session, await linkFilesIn(engine, session, files), files.settings, question);
};

/** The same of tables in a session. */
export const explainTables = async (session: Session, tables: TablesToLink, question: LinkQuestion): Promise<LinkExplanation> =>
  await explain(session, await linkTablesIn(session, tables), tables.settings, question);
