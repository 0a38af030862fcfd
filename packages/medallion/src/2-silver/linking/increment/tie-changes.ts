import { defineTable, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import type { AccountPairs } from '../candidates/account-pairs.ts';
import { Components } from '../clusters/components.ts';
import type { Corpus } from '../intake/corpus.ts';
import { readTexts } from '../intake/read-columns.ts';
import { accountHash, nameHash } from './kept-ties.ts';
import { alike, isTie } from '../rules/corpus-ties.ts';
import { scoreOf } from '../rules/name-score.ts';
import { evidenceOf, isContradicted } from '../rules/pair-evidence.ts';

const isOf = (relation: string): string => ['a', 'b'].map((side) => `account_${side} IN (SELECT number FROM ${relation})`).join(' OR ');

const two = (name: string, one: string, other: string) =>
  defineTable({
    name,
    layer: 'ops',
    grain: ['one', 'other'],
    description: 'Pairs of texts.',
    columns: { one: text({ description: one }), other: text({ description: other }) },
  });
const newTies = two('new_ties', 'Account', 'Account');
const newCores = two('new_cores', 'Account', 'Core');
const oneName = defineTable({
  name: 'new_contested',
  layer: 'ops',
  grain: ['name'],
  description: 'Names that new pairs contradict.',
  columns: { name: text({ description: 'Words' }) },
});

/** Makes `gone (account_id, number)`: accounts whose pairs are judged anew, and those that went. What was kept of their pairs counts no more. */
export const bindGone = async (session: Session): Promise<void> =>
  void (await session.materialise('gone', 'SELECT account_id, number FROM changed UNION SELECT account_id, number FROM touched'));

/**
 * What the pairs of touched accounts say of other pairs, now and before, by what was kept of links: makes `cores_now (one, core)`, the cores of accounts where any may
 * have changed, and `contested_now (id, contested)` of names. Accounts whose pairs are judged otherwise by that are added to `touched`; of
 * themselves they have what they had, so that they change no more of it.
 *
 * @returns whether there are such
 */
export const tieChanges = async (
  session: Session,
  corpus: Corpus,
  candidates: Omit<CandidatePairs, 'pairs'> & { readonly pairs: AccountPairs },
  isTouched: Uint8Array,
): Promise<boolean> => {
  const { ids, nodeOf, nodes } = corpus;
  const ties: { one: string; other: string }[] = [];
  const contested = new Set<number>();
  candidates.pairs.eachOf(isTouched, (a, b) => {
    const score = scoreOf(corpus, candidates, a, b);
    if (score < alike) return;
    const pair = evidenceOf(corpus, a, b, score);
    if (isTie(pair)) ties.push({ one: ids[a]!, other: ids[b]! });
    if (isContradicted(pair)) contested.add(nodeOf[a]!).add(nodeOf[b]!);
  });
  await session.bindRows('new_ties', newTies, ties);
  await session.bindRows(
    'new_contested',
    oneName,
    Array.from(contested, (node) => ({ name: nodes.parts[node]!.tokens.join(' ') })),
  );
  await contestedNow(session);
  await coresNow(session);
  const found = await session.materialise(
    'touched_more',
    `SELECT account_id FROM touched UNION SELECT account_id FROM cores_moved
     UNION SELECT account_id FROM accounts_now a SEMI JOIN (SELECT c.id FROM contested_now c JOIN names_now n ON n.id = c.id WHERE n.contested <> c.contested) k ON k.id = a.name`,
  );
  const before = await session.materialise('touched_before', 'SELECT account_id FROM touched');
  await session.materialise(
    'touched',
    'SELECT account_id, number FROM accounts_now a SEMI JOIN touched_more k ON k.account_id = a.account_id',
  );
  return found > before;
};

const contestedNow = async (session: Session): Promise<void> => {
  await session.materialise('against_gone', `SELECT account_a, account_b FROM ties_kept l WHERE is_against AND (${isOf('gone')})`);
  await session.materialise(
    'names_judged',
    `SELECT DISTINCT id FROM (SELECT ${nameHash('name')} AS id FROM new_contested
       UNION ALL SELECT name FROM accounts_now a SEMI JOIN (SELECT number FROM gone UNION SELECT account_a FROM against_gone UNION SELECT account_b FROM against_gone) g ON g.number = a.number
       UNION ALL SELECT id FROM names_asked) n WHERE id <> 0`,
  );
  await session.materialise(
    'accounts_judged',
    'SELECT number, name FROM accounts_now a SEMI JOIN names_judged k ON k.id = a.name ANTI JOIN gone g ON g.number = a.number',
  );
  await coresAsked(session);
  // One look through what links say for what both questions ask.
  await session.materialise('telling', `SELECT number FROM accounts_judged UNION SELECT number FROM cored WHERE NOT is_gone`);
  await session.materialise('links_telling', `SELECT account_a, account_b, is_against FROM ties_kept l WHERE ${isOf('telling')}`);
  const against = (own: 'a' | 'b'): string =>
    `SELECT j.name FROM links_telling l JOIN accounts_judged j ON j.number = l.account_${own} ANTI JOIN gone g ON g.number = l.account_${own === 'a' ? 'b' : 'a'} WHERE l.is_against`;
  await session.materialise(
    'contested_now',
    `SELECT k.id, c.id IS NOT NULL AS contested FROM names_judged k LEFT JOIN (
       SELECT ${nameHash('name')} AS id FROM new_contested UNION ${against('a')} UNION ${against('b')}) c ON c.id = k.id`,
  );
};

/** Accounts of cores that may have changed. */
const coresAsked = async (session: Session): Promise<void> => {
  await session.materialise(
    'cores_asked',
    `SELECT DISTINCT core FROM (SELECT core FROM accounts_kept w SEMI JOIN gone g ON g.number = w.number
       UNION ALL SELECT core FROM accounts_now a SEMI JOIN (SELECT one FROM new_ties UNION SELECT other FROM new_ties) t ON t.one = a.account_id) c WHERE core IS NOT NULL`,
  );
  await session.materialise(
    'cored',
    `SELECT a.account_id, a.number, a.core, g.number IS NOT NULL AS is_gone FROM accounts_now a LEFT JOIN gone g ON g.number = a.number
     WHERE a.core IN (SELECT core FROM cores_asked) OR a.core IS NULL`,
  );
};

const coresNow = async (session: Session): Promise<void> => {
  await session.materialise(
    'ties_there',
    `SELECT x.account_id AS one, y.account_id AS other FROM links_telling l JOIN cored x ON x.number = l.account_a JOIN cored y ON y.number = l.account_b
       WHERE NOT (l.is_against OR x.is_gone OR y.is_gone)
     UNION ALL SELECT one, other FROM new_ties`,
  );
  const read = async (column: string, of: string, order: string): Promise<readonly string[]> =>
    await readTexts(session, `SELECT ${order}, CAST(${column} AS VARCHAR) AS shown FROM ${of}`, 'shown', order);
  const [ids, before, isGone] = [
    await read('account_id', 'cored', 'account_id'),
    await read('core', 'cored', 'account_id'),
    await read('is_gone', 'cored', 'account_id'),
  ];
  const [ones, others] = [await read('one', 'ties_there', 'one, other'), await read('other', 'ties_there', 'one, other')];
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const components = new Components(ids.length);
  ones.forEach((one, at) => components.join(numbers.get(one)!, numbers.get(others[at]!)!));
  const now = components.all();
  await session.bindRows(
    'cores_found',
    newCores,
    ids.map((id, number) => ({ one: id, other: ids[now[number]!]! })),
  );
  await session.materialise('cores_now', `SELECT one, ${accountHash('other')} AS core FROM cores_found`);
  const stays = ids.flatMap((_, number) => (isGone[number] === 'true' ? [] : [number]));
  const moved = movedCores(stays, before, now);
  await session.bindRows('cores_moved_rows', newCores, moved.map((number) => ({ one: ids[number]!, other: '' }))); // prettier-ignore
  await session.materialise('cores_moved', 'SELECT one AS account_id FROM cores_moved_rows');
};

/** Accounts that are with others now than before, of those that are compared by what was kept. */
const movedCores = (accounts: readonly number[], before: readonly string[], now: Int32Array): readonly number[] => {
  const [into, from] = [new Map<string, Set<number>>(), new Map<number, Set<string>>()];
  for (const account of accounts) {
    const [was, is] = [before[account]!, now[account]!];
    into.set(was, (into.get(was) ?? new Set()).add(is));
    from.set(is, (from.get(is) ?? new Set()).add(was));
  }
  return accounts.filter((account) => into.get(before[account]!)!.size > 1 || from.get(now[account]!)!.size > 1);
};
