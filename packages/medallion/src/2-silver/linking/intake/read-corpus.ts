import type { linkNames, Row } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { KnownNames } from '../candidates/known-names.ts';
import { matchNames, type NameMatching } from '../candidates/match-names.ts';
import { type NameNodes, nodeText, numberNodes } from '../candidates/name-nodes.ts';
import { type Families, familiesOf } from '../evidence/families.ts';
import { gatherEvidence, mostAccounts, mostHolders } from '../evidence/gather-evidence.ts';
import { type SharedKind, sharedKinds } from '../evidence/shared-kinds.ts';
import { type SharedValues, sharedValues } from '../evidence/shared-values.ts';
import { countWords } from '../names/count-words.ts';
import type { WordFrequencies } from '../names/is-generic.ts';
import { type NameParts, partsOf } from '../names/name-parts.ts';
import { takeAllApart, type TakenApart } from '../names/take-all-apart.ts';
import { fittedFrom } from '../learned/weights.ts';
import type { LinkingSettings } from '../settings.ts';
import type { Corpus, FrozenModel } from './corpus.ts';
import { readPairs, readTexts } from './read-columns.ts';
import { Turns } from './turns.ts';

/** What is known of all accounts where only some of them are read. */
export interface KnownOfAll {
  /** Relation (kind, value, i, holders) of the values these accounts have, numbered, and of how many accounts each is. */
  readonly values: string;
  readonly names: KnownNames;
  /** Names by their words, at least those that these accounts have. */
  readonly rows: ReadonlyMap<string, Row<typeof linkNames>>;
  /** Relation (account_id, family, accounts) of each account's family, and of how many accounts that is. */
  readonly families: string;
  /** Names as they were taken apart before. */
  readonly taken: TakenApart;
}

/**
 * Reads `lk_accounts` and `lk_contacts` into memory, names taken apart, evidence gathered; of some of more accounts, `lk_accounts` and what is known.
 *
 * @param model what is known of words, and how far a value may be spread; by default what these accounts say
 * @param part where these accounts are some of more: what is known of all
 */
export const readCorpus = async (
  session: Session,
  settings: LinkingSettings,
  accounts: number,
  model?: FrozenModel,
  part?: KnownOfAll,
): Promise<Corpus> => {
  const most = mostAccounts(settings.evidence, model?.accounts ?? accounts);
  await session.materialise(
    'lk_names',
    `SELECT name, country, CAST(ROW_NUMBER() OVER (ORDER BY name, country) - 1 AS INTEGER) AS n FROM (
       SELECT DISTINCT COALESCE(name, '') AS name, COALESCE(country, '') AS country FROM lk_accounts) d`,
  );
  const { b: nameOf } = await readPairs(
    session,
    `SELECT a.i AS a, m.n AS b FROM lk_accounts a JOIN lk_names m ON m.name = COALESCE(a.name, '') AND m.country = COALESCE(a.country, '') ORDER BY a.i`,
  );
  const ids = await readTexts(session, 'SELECT i, account_id FROM lk_accounts', 'account_id', 'i');
  const rawNames = await readTexts(session, 'SELECT n, name FROM lk_names', 'name', 'n');
  const nameCountries = await readTexts(session, 'SELECT n, country FROM lk_names', 'country', 'n');
  // The engine gathers evidence on threads of its own while this one takes names apart and matches them.
  const turns = new Turns();
  const gathered = part === undefined ? gatherEvidence(session, settings.evidence, most) : Promise.resolve([]);
  gathered.catch(() => turns.giveUp());
  const [hygiene, named] = await Promise.all([
    gathered,
    readNames(rawNames, nameCountries, { settings, frozen: model?.frequencies, turns, part }),
  ]);
  const { nodeOfName } = named;
  const families = part === undefined ? undefined : await readKnownFamilies(session, part.families, accounts);
  const countries = ['', ...[...new Set(nameCountries)].filter((code) => code !== '').toSorted()];
  const countryNumber = new Map(countries.map((code, number) => [code, number]));
  const countryOfName = Int32Array.from(nameCountries, (code) => countryNumber.get(code) ?? 0);
  const shared = {} as Record<SharedKind, SharedValues>;
  for (const kind of sharedKinds) {
    const pairs = part === undefined ? `lk_${kind}_pairs` : knownValues(part, kind, most);
    const { a, b } = await readPairs(session, `SELECT value AS a, i AS b FROM ${pairs}`);
    shared[kind] = sharedValues(a, b, accounts);
    if (part === undefined) await session.drop(`lk_${kind}_pairs`);
  }
  return {
    ids,
    ...named,
    nameOf,
    nodeOf: nameOf.map((name) => nodeOfName[name]!),
    country: nameOf.map((name) => countryOfName[name]!),
    countries,
    families: families?.families ?? (await readFamilies(session, accounts)),
    shared,
    hasDomain: await readHas(session, holdersSql(part, 'label', most), accounts),
    hasMail: await readHas(session, holdersSql(part, 'mail', most), accounts),
    hygiene,
    ...(part === undefined || families === undefined
      ? {}
      : {
          known: {
            ofName: Int32Array.from(named.nodes.parts, (parts) => part.rows.get(nodeText(parts))!.accounts),
            inFamily: families.sizes,
          },
        }),
  };
};

/** All that names say by themselves, in turns. */
const readNames = async (
  rawNames: readonly string[],
  countries: readonly string[],
  of: {
    readonly settings: LinkingSettings;
    readonly frozen: WordFrequencies | undefined;
    readonly turns: Turns;
    readonly part: KnownOfAll | undefined;
  },
): Promise<Pick<Corpus, 'names' | 'nodes' | 'nodeOfName' | 'frequencies' | 'matches'>> => {
  const { settings, frozen, turns, part } = of;
  const names = await takeAllApart(rawNames, countries, turns, part?.taken);
  const { nodes, nodeOfName } = nodesOf(names, part?.rows);
  const frequencies = frozen ?? countWords(nodes.parts);
  const matching = { ...matchingOf(settings), known: part?.names };
  return { names, nodes, nodeOfName, frequencies, matches: await matchNames({ nodes, frequencies }, matching, turns) };
};

/** How names are matched by the settings. */
export const matchingOf = ({ candidates, scorer, rules }: LinkingSettings): NameMatching => ({
  blockNames: candidates.block_names,
  allNames: candidates.all_names,
  leastProbability: scorer === 'learned' ? fittedFrom : rules.review_at,
});

/** Of all accounts of a name the first one says how it is written, where that makes a difference. */
const nodesOf = (
  names: readonly NameParts[],
  known: KnownOfAll['rows'] | undefined,
): { readonly nodes: NameNodes; readonly nodeOfName: Int32Array } => {
  const nodeOfName = new Int32Array(names.length).fill(-1);
  const numbers = new Map<string, number>();
  const parts: NameParts[] = [];
  names.forEach((name, n) => {
    if (name.tokens.length === 0) return;
    const text = nodeText(name);
    let node = numbers.get(text);
    if (node === undefined) {
      const first = known?.get(text);
      node = parts.push(first === undefined ? name : { ...name, script: partsOf(first).script, fullAcronym: first.full_acronym }) - 1;
      numbers.set(text, node);
    }
    nodeOfName[n] = node;
  });
  return { nodes: numberNodes(parts), nodeOfName };
};

/** A parent that is no account of ours still makes its children a family: such parents are numbered after the accounts. */
const readFamilies = async (session: Session, accounts: number): Promise<Families> => {
  await session.materialise(
    'lk_parents',
    `SELECT c.i AS a, COALESCE(p.i, CAST(${accounts} + DENSE_RANK() OVER (ORDER BY CASE WHEN p.i IS NULL THEN c.parent_account_id END NULLS FIRST) AS INTEGER)) AS b,
       c.parent_account_id FROM lk_accounts c LEFT JOIN lk_accounts p ON p.account_id = c.parent_account_id WHERE c.parent_account_id IS NOT NULL`,
  );
  const { a, b } = await readPairs(session, 'SELECT a, b FROM lk_parents');
  const parent = new Int32Array(b.reduce((most, above) => Math.max(most, above + 1), accounts)).fill(-1);
  a.forEach((child, row) => {
    // Its own parent is no parent.
    if (b[row] !== child) parent[child] = b[row]!;
  });
  return familiesOf(parent);
};

/** Families of some accounts, numbered in no order, and how many accounts each has in all. */
const readKnownFamilies = async (
  session: Session,
  relation: string,
  accounts: number,
): Promise<{ readonly families: Families; readonly sizes: Int32Array }> => {
  const numbered = `SELECT a.i AS a, CAST(DENSE_RANK() OVER (ORDER BY f.family) - 1 AS INTEGER) AS b, f.accounts FROM lk_accounts a
    JOIN ${relation} f ON f.account_id = a.account_id WHERE f.family IS NOT NULL`;
  await session.materialise('lk_families', numbered);
  const { a, b } = await readPairs(session, 'SELECT a, b FROM lk_families');
  const { a: heads, b: counts } = await readPairs(session, 'SELECT DISTINCT b AS a, CAST(accounts AS INTEGER) AS b FROM lk_families');
  const [root, known, sizes] = [new Int32Array(accounts), new Uint8Array(accounts), new Int32Array(accounts)];
  a.forEach((account, at) => {
    root[account] = b[at]!;
    known[account] = 1;
  });
  heads.forEach((head, at) => (sizes[head] = counts[at]!));
  return { families: { root, known, parent: new Int32Array(accounts).fill(-1), circular: 0 }, sizes };
};

/** The values of a kind that say something, of some accounts. */
const knownValues = ({ values }: KnownOfAll, kind: SharedKind, most: number): string =>
  `(SELECT value, i FROM ${values} WHERE kind = '${kind}' AND holders <= ${mostHolders(kind, most)})`;

/** Query of the accounts (i) that have a value of a kind that says something. */
const holdersSql = (part: KnownOfAll | undefined, kind: SharedKind, most: number): string =>
  part === undefined
    ? `SELECT i FROM lk_${kind} k LEFT JOIN lk_${kind}_values v ON v.value = k.${kind} WHERE k.dropped IS NULL AND COALESCE(v.holders, 1) <= ${mostHolders(kind, most)}`
    : `SELECT i FROM ${knownValues(part, kind, most)} v`;

const readHas = async (session: Session, holders: string, accounts: number): Promise<Uint8Array> => {
  const has = new Uint8Array(accounts);
  const { a } = await readPairs(session, `SELECT DISTINCT i AS a, i AS b FROM (${holders}) h`);
  for (const account of a) has[account] = 1;
  return has;
};
