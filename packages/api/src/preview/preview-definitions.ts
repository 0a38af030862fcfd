import { isDeepStrictEqual } from 'node:util';
import {
  bindGoldInputs,
  bindLedgers,
  changedConditions,
  changedDefinitions,
  compareDefinitions,
  computeFacts,
  type Definitions,
  type DefinitionChange,
  keepDefinitions,
  previewRules,
  readDefinitions,
  type RulePreview,
  silverOf,
} from '@audit/metrics';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { KeeperOptions } from '../snapshot/snapshot-keeper.ts';

/** Whom a change of definitions would touch. */
export interface Preview {
  readonly definitions: Definitions;
  readonly rules: readonly RulePreview[];
  readonly changes: readonly DefinitionChange[];
}

/** The definitions there are. */
export const definitionsNow = (snapshot: Snapshot, { definitionsText }: KeeperOptions): Definitions => {
  const { text, origin } = definitionsText();
  return readDefinitions(text, origin, silverOf(snapshot.manifest));
};

/** What a change makes of them. @throws ConfigError, DefinitionsInvalid */
export const changedBy = (snapshot: Snapshot, { definitionsText }: KeeperOptions, change: unknown): Definitions =>
  changedDefinitions(definitionsText(), change, 'definitions', silverOf(snapshot.manifest));

/** Whether both give the same facts: then only their rules differ. */
const sameFacts = (base: Definitions, changed: Definitions): boolean =>
  isDeepStrictEqual([base.metrics, base.metricFacts, base.scores], [changed.metrics, changed.metricFacts, changed.scores]);

/**
 * What a change of definitions would mean on the day that is served, as `audit rules preview` and `audit rules diff` tell it: the facts of all customers are
 * computed in an engine of their own, once where only rules differ, else twice.
 *
 * @param examples how many customers to name of each @param signal ends it
 * @throws Interrupted; EngineFailed
 */
export const previewDefinitions = async (
  snapshot: Snapshot,
  { openEngine }: KeeperOptions,
  { base, changed }: { readonly base: Definitions; readonly changed: Definitions },
  examples: number,
  signal: AbortSignal,
): Promise<Preview> => {
  const { lake, manifest, run } = snapshot.contents.explain;
  await using engine = openEngine(signal);
  await using session = await engine.session();
  const sources = await bindGoldInputs(session, lake, manifest, run);
  await bindLedgers(session, lake, manifest, run.asOf);
  await computeFacts(base, { session, run, sources });
  await keepDefinitions(session, 'before', base);
  if (!sameFacts(base, changed)) await computeFacts(changed, { session, run, sources });
  await keepDefinitions(session, 'after', changed);
  const changes = await compareDefinitions(session, examples);
  const rules = await previewRules(session, changedConditions(base, changed), changed.facts, examples);
  return { definitions: changed, rules, changes };
};
