import { accountMasterMembers, linkAccounts, linkNames, linkTies, linkValues, qualifiedName } from '@audit/contract';
import { type Engine, madeKey, type Manifest, runKeyOf, type TableState } from '@audit/warehouse';
import type { LinkReport } from '../link-report.ts';
import { alike } from '../rules/corpus-ties.ts';
import type { ManualLinks } from '../manual/manual-links.ts';
import type { LinkingSettings } from '../settings.ts';
import type { InputDigests } from './input-digest.ts';
import type { InputTable, InputTables } from './input-tables.ts';
import { linkingCode } from './linking-code.ts';

/** What a run told, kept beside what it made. */
export interface KeptResult {
  readonly report: Omit<LinkReport, 'seconds'>;
  /** Version of the frozen frequencies. */
  readonly model: number;
  /** Why there are no ids of other systems. */
  readonly why: string;
  readonly digests: InputDigests;
  /** What decides a linking besides its inputs and people, where it was kept what accounts were linked by: another one compares all of them. */
  readonly reach?: string;
}

/** Tables of what accounts were linked by: no result, and not read by anyone else. */
export const isFollowed: ReadonlySet<string> = new Set([linkAccounts, linkNames, linkTies, linkValues].map(qualifiedName));

type Tables = Manifest['tables'];

/** Every account is a row of it: it is there wherever anything was linked. */
const carrier = qualifiedName(accountMasterMembers);

/** What decides a linking, besides its inputs: the program, settings, people’s decisions. Nobody else writes what it makes. */
export const linkingKey = (engine: Engine, settings: LinkingSettings, manual: ManualLinks): string =>
  runKeyOf([linkingCode(), engine.version, settings, manual.links, manual.expired]);

/** The same but for people’s decisions, where the rows of links tell all that other pairs rest on; undefined where they do not. */
export const reachKey = (engine: Engine, settings: LinkingSettings, model: number): string | undefined => {
  const { enabled, scorer, acceptance, rules } = settings;
  const isToldByLinks = enabled && scorer === 'rules' && acceptance === 'guarded' && rules.fuzzy_at === alike;
  return isToldByLinks ? runKeyOf([linkingCode(), engine.version, settings, model]) : undefined;
};

/** Writes into the tables a run publishes what made them, so that the next one can tell whether to do it again. */
export const withResult = (
  tables: Tables,
  key: string,
  { accounts, contacts }: Pick<InputTables, 'accounts' | 'contacts'>,
  result: KeptResult,
): Readonly<Record<string, TableState>> => {
  const state = tables[carrier];
  if (state === undefined) return {};
  const inputs = Object.entries({ accounts, contacts }).filter((entry): entry is [string, InputTable] => entry[1] !== undefined);
  const made = {
    // A draft that is published reckons the key anew, by the versions its inputs get then.
    code: key,
    params: JSON.stringify(result),
    inputs: Object.fromEntries(inputs.map(([name, input]) => [name, input.state.changedAt])),
    tables: Object.fromEntries(inputs.map(([name]) => [name, `silver_${name}`])),
  };
  return { [carrier]: { ...state, made: { ...made, stage: 'silver/link', key: madeKey(made) } } };
};

/** The result a lake keeps, with the versions of the inputs it is of. */
export interface ResultBefore {
  /** `linkingKey` of what made it. */
  readonly key: string;
  readonly result: KeptResult;
  readonly inputs: Readonly<Record<string, number>>;
}

/** Undefined where nothing was linked yet. */
export const resultBefore = (tables: Tables): ResultBefore | undefined => {
  const before = tables[carrier]?.made ?? undefined;
  return before === undefined ? undefined : { key: before.code, result: JSON.parse(before.params) as KeptResult, inputs: before.inputs };
};
