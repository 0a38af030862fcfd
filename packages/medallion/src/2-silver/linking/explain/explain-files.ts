import { ConfigError } from '@audit/contract';
import type { DuckDbEngine } from '@audit/warehouse';
import { type FilesToLink, linkFilesIn } from '../link-files.ts';
import { type AccountExplanation, explainAccount } from './account-explanation.ts';
import { explainPair, type PairExplanation } from './pair-explanation.ts';

/** What is asked about linked accounts: a pair, or one account and its master. */
export type LinkQuestion = readonly [string] | readonly [string, string];

/** An answer, by what was asked. */
export type LinkExplanation = { readonly pair: PairExplanation } | { readonly account: AccountExplanation };

/**
 * Links the accounts of files, and explains what became of one, or of two.
 *
 * @throws UsageError for an id that is no account; ConfigError where linking is switched off; FileRefused, InputRefused; ManualContradiction
 */
export const explainFiles = async (
  engine: DuckDbEngine,
  files: FilesToLink,
  { ids, unmasked }: { readonly ids: LinkQuestion; readonly unmasked: boolean },
): Promise<LinkExplanation> => {
  await using session = await engine.session();
  const { corpus, linked, confidences } = await linkFilesIn(engine, session, files);
  if (linked === undefined)
    throw new ConfigError(
      'enabled',
      'the linking is switched off: every account is its own master',
      'set it to true in the settings of the linking',
    );
  const question = { session, corpus, linked, settings: files.settings, unmasked, confidences };
  return ids.length === 2 ? { pair: await explainPair(question, ids) } : { account: await explainAccount(question, ids[0]) };
};
