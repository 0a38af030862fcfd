import type { Lake, Manifest, Session } from '@audit/warehouse';
import { blockCap } from '../candidates/rare-words.ts';
import { mostAccounts, readEvidence } from '../evidence/gather-evidence.ts';
import type { Corpus } from '../intake/corpus.ts';
import { matchingOf, readCorpus } from '../intake/read-corpus.ts';
import type { AskedModel } from '../lake/frozen-model.ts';
import type { InputTables } from '../lake/input-tables.ts';
import type { LinkedCorpus } from '../link-corpus.ts';
import type { ManualEffect } from '../manual/manual-effect.ts';
import type { ManualLinks } from '../manual/manual-links.ts';
import { joiningOf } from '../rules/judged-pairs.ts';
import type { TakenApart } from '../names/take-all-apart.ts';
import type { LinkingSettings } from '../settings.ts';
import { agenciesNow, valuesFresh } from './agencies.ts';
import { alikeNames } from './alike-names.ts';
import { bindIds } from './bind-ids.ts';
import { bindKept } from './bind-kept.ts';
import { changedAccounts, numberChanged } from './changed-accounts.ts';
import { freshNames, namesNow } from './fresh-names.ts';
import { among, candidatesOfPart, joinedWith, judgePart } from './judge-part.ts';
import { nameHash } from './kept-ties.ts';
import { marksSql } from './kept-values.ts';
import { knownNames, knownOfPart } from './known-of-part.ts';
import { loadCompared, loadPart } from './load-part.ts';
import { addDecided } from './manual-changes.ts';
import { movedFamilies } from './moved-families.ts';
import { partnerNames, wordsSql } from './partner-names.ts';
import { alikeCrossing, partnersOfTouched } from './partners.ts';
import { bindGone, tieChanges } from './tie-changes.ts';
import { type Limits, touchedAccounts } from './touched-accounts.ts';

/** What is linked, by what was kept. */
export interface LinkingOfChanges {
  readonly lake: Lake;
  readonly parent: Manifest;
  readonly inputs: InputTables;
  /** `changedAt` of the inputs when accounts were linked last. */
  readonly since: Readonly<Record<string, number>>;
  readonly settings: LinkingSettings;
  readonly manual: ManualLinks;
  readonly model: AskedModel;
  /** Whether people decided otherwise since. */
  readonly isDecidedAnew: boolean;
  /** Where a larger share of the accounts is touched, all are compared. */
  readonly mostTouched: number;
}

/** Accounts that were compared anew, and what came of it; or why all accounts have to be compared. */
export type LinkedTouched =
  | { readonly whole: string }
  | {
      readonly corpus: Corpus;
      readonly linked: LinkedCorpus;
      readonly manual: ManualEffect;
      readonly touched: number;
      readonly isMember: Uint8Array;
      readonly seconds: number;
    }
  | { readonly whole?: undefined; readonly touched: 0 };

const countOf = async (session: Session, sql: string): Promise<number> => {
  const [row] = await session.evidence(`SELECT COUNT(*) AS n FROM (${sql}) c`, 1);
  return Number(row?.['n']);
};

/** Links the accounts that changed, and those that they reach; the relations of the session tell the rest. */
export const linkTouched = async (session: Session, of: LinkingOfChanges): Promise<LinkedTouched> => {
  const { lake, parent, inputs, since, settings, manual, model } = of;
  const started = performance.now();
  await bindKept(session, lake, parent, inputs);
  const accounts = await countOf(session, 'SELECT account_id FROM accounts_kept');
  const isTooMany = (touched: number): boolean => touched > of.mostTouched * accounts;
  const tooMany = (touched: number) => ({ whole: `${touched} of ${accounts} accounts are touched` });
  const found = await changedAccounts(session, lake, inputs, since);
  if (found === undefined) return { whole: 'ids of accounts are written with blanks around them' };
  if (found === 0 && !of.isDecidedAnew) return { touched: 0 };
  const changed = await addDecided(session, lake, parent, manual);
  if (isTooMany(changed)) return tooMany(changed);
  await numberChanged(session);

  const limits: Limits = {
    holders: mostAccounts(settings.evidence, model.accounts),
    paired: settings.candidates.paired_accounts,
    alike: settings.candidates.alike_accounts,
    block: blockCap(model.frequencies.names, settings.candidates.block_names),
  };
  await bindNow(session, of);
  await touchedAccounts(session, limits);
  const isFew = async (names: string): Promise<boolean> =>
    (await countOf(session, `SELECT name FROM ${names}`)) <= settings.candidates.all_names;
  const areFew = await isFew('names_now');
  if (areFew !== (await isFew('names_kept'))) return { whole: 'there are so many names now that they are compared otherwise' };

  const names: OfNames = { areFew, taken: new Map() };
  await session.materialise('members_beyond', 'SELECT account_id, number FROM accounts_now WHERE FALSE');
  await session.materialise('asked_before', 'SELECT name FROM names_now WHERE FALSE');
  await session.materialise('alike_found', 'SELECT name, name AS other FROM names_now WHERE FALSE');
  for (let isFirst = true; ; isFirst = false) {
    const touched = await countOf(session, 'SELECT account_id FROM touched');
    if (isTooMany(touched)) return tooMany(touched);
    await bindGone(session);
    await findAlike(session, of, { limits, areFew });
    if (await alikeCrossing(session, limits)) return { whole: 'two names alike have so many accounts now that they are paired otherwise' };
    await partnersOfTouched(session, limits);
    await session.materialise(
      'members',
      `SELECT account_id, number FROM accounts_now a WHERE a.component IN (SELECT component FROM accounts_kept w SEMI JOIN gone g ON g.number = w.number)
       UNION SELECT account_id, number FROM touched UNION SELECT account_id, number FROM members_beyond`,
    );
    const corpus = await readPart(session, of, names);
    const isMore =
      isFirst &&
      (await tieChanges(session, corpus, candidatesOfPart(corpus, settings), await among(session, 'touched', corpus.ids.length)));
    // What the first accounts join is read together with what the others are compared with.
    if (isMore) await judgeReached(session, of, corpus);
    else return await linkPart(session, of, { corpus, touched, names, seconds: (performance.now() - started) / 1000 });
  }
};

/** What holds of names all through a run. */
interface OfNames {
  /** Whether they are all compared with all. */
  readonly areFew: boolean;
  readonly taken: TakenApart;
}

interface Among {
  readonly limits: Limits;
  readonly areFew: boolean;
}

/** Adds to `alike_found (name, other)` the names that are matches of those touched accounts have, as far as they were not asked about before. */
const findAlike = async (session: Session, { settings, model }: LinkingOfChanges, { limits, areFew }: Among): Promise<void> => {
  await session.materialise(
    'asked',
    `SELECT n.name FROM names_now n SEMI JOIN (SELECT name AS id FROM accounts_now a SEMI JOIN touched t ON t.number = a.number
       UNION SELECT ${nameHash('c.name')} FROM names_changed c LEFT JOIN names_before w ON w.name = c.name, (SELECT MAX(accounts) AS most FROM names_now) m
         WHERE CAST(GREATEST(c.accounts, COALESCE(w.accounts, 0)) AS BIGINT) * m.most > ${limits.paired ** 2}) k ON k.id = n.id
     ANTI JOIN asked_before b ON b.name = n.name`,
  );
  await partnerNames(session, { model, areFew, block: limits.block });
  await model.ask(wordsSql('partner_names'));
  const known = await knownNames(session, 'partner_names', areFew);
  await alikeNames(session, model.frequencies, { ...matchingOf(settings), known });
  await append(session, 'asked_before', 'asked');
  await append(session, 'alike_found', 'alike_names');
};

/** Adds the rows of a relation to those of another. */
const append = async (session: Session, to: string, from: string): Promise<void> => {
  await session.materialise('appended', `SELECT * FROM ${to} UNION ALL SELECT * FROM ${from}`);
  await session.materialise(to, 'SELECT * FROM appended');
};

/** Reads the partners of touched accounts and the members of their components. */
const readPart = async (session: Session, { inputs, settings, model }: LinkingOfChanges, { areFew, taken }: OfNames): Promise<Corpus> => {
  await session.materialise(
    'part',
    'SELECT account_id, number FROM accounts_now a SEMI JOIN (SELECT account_id FROM partners UNION SELECT account_id FROM members) k ON k.account_id = a.account_id',
  );
  const accounts = await loadCompared(session, inputs);
  const known = await knownOfPart(session, areFew, taken);
  await model.ask(wordsSql('part_names'));
  return await readCorpus(session, settings, accounts, model, known);
};

interface Part {
  readonly corpus: Corpus;
  readonly touched: number;
  readonly names: OfNames;
  /** Until it was read. */
  readonly seconds: number;
}

/** Links a part, until all components that its links reach are in it. */
const linkPart = async (
  session: Session,
  of: LinkingOfChanges,
  { corpus: first, touched, names, seconds }: Part,
): Promise<LinkedTouched> => {
  for (let corpus = first; ;) {
    const { made, isMember, isReached } = await judgeReached(session, of, corpus);
    if (!isReached) return { corpus, ...made, touched, isMember, seconds };
    if ((await countOf(session, 'SELECT account_id FROM members m ANTI JOIN part p ON p.account_id = m.account_id')) > 0)
      corpus = await readPart(session, of, names);
  }
};

/** Judges a part. Of components that its links reach and that are not in it, adds the accounts to `members` and `members_beyond`. */
const judgeReached = async (session: Session, of: LinkingOfChanges, corpus: Corpus) => {
  const accounts = corpus.ids.length;
  const which = { isTouched: await among(session, 'touched', accounts), isMember: await among(session, 'members', accounts) };
  const made = await judgePart(session, corpus, { ...of, which });
  const { judged } = made.linked;
  const joined = joinedWith(made.linked, (at) => joiningOf(judged, at) === 'may' || joiningOf(judged, at) === 'must');
  const beyond = joined.filter((account) => which.isMember[account] === 0);
  await bindIds(
    session,
    'beyond',
    beyond.map((account) => corpus.ids[account]!),
  );
  if (beyond.length > 0) {
    await session.materialise(
      'members_reached',
      'SELECT a.account_id, a.number FROM accounts_now a WHERE a.component IN (SELECT component FROM accounts_now n SEMI JOIN beyond b ON b.account_id = n.account_id)',
    );
    await append(session, 'members_beyond', 'members_reached');
    await session.materialise(
      'members_more',
      'SELECT account_id, number FROM members UNION SELECT account_id, number FROM members_reached',
    );
    await session.materialise('members', 'SELECT account_id, number FROM members_more');
  }
  return { made, isMember: which.isMember, isReached: beyond.length > 0 };
};

/** What changed accounts have now, and with it `accounts_now`, `values_now` and `names_now` of all. */
const bindNow = async (session: Session, { inputs, settings, model }: LinkingOfChanges): Promise<void> => {
  if (await agenciesNow(session, inputs, settings.evidence)) {
    await loadPart(session, inputs, 'changed');
    await readEvidence(session, settings.evidence, 'agencies');
    await valuesFresh(session);
  }
  await session.bindSql(
    'values_now',
    'SELECT * FROM values_kept v ANTI JOIN changed c ON c.number = v.account UNION ALL SELECT kind, value, account FROM values_fresh',
  );
  await freshNames(session);
  await session.bindSql('contacts_given', 'SELECT a.account_id, c.email, c.phone FROM lk_contacts c JOIN lk_accounts a ON a.i = c.i');
  await session.materialise(
    'marks_fresh',
    `SELECT m.*, a.parent_account_id FROM (${marksSql('given_accounts', 'contacts_given')}) m JOIN lk_accounts a ON a.account_id = m.account_id`,
  );
  await movedFamilies(session);
  const family = 'CASE WHEN f.account_id IS NULL THEN w.family ELSE f.family END AS family';
  await session.materialise(
    'accounts_now',
    `SELECT w.account_id, w.number, w.name, ${family}, w.core, w.component
     FROM (SELECT * FROM accounts_kept w ANTI JOIN changed c ON c.number = w.number) w LEFT JOIN (
       SELECT w.number, f.* FROM families_now f JOIN families_before w ON w.account_id = f.account_id) f ON f.number = w.number
     UNION ALL SELECT c.account_id, c.number, ${nameHash('n.name')}, ${family}, w.core, w.component
     FROM changed c JOIN fresh_names n ON n.account_id = c.account_id LEFT JOIN changed_before w ON w.number = c.number
       LEFT JOIN families_now f ON f.account_id = c.account_id`,
  );
  await namesNow(session, inputs, model, settings.candidates);
};
