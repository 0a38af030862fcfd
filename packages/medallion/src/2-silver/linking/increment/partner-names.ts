import { defineTable, float64, int32, linkNames, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { GrowingNumbers } from '../candidates/growing-numbers.ts';
import { NumberMap } from '../candidates/number-set.ts';
import { readTexts } from '../intake/read-columns.ts';
import type { WordFrequencies } from '../names/is-generic.ts';
import type { AskedModel } from '../lake/frozen-model.ts';
import { type KeptName, partsOf } from '../names/name-parts.ts';
import { eachKey, vocabularyOf } from './name-keys.ts';

const askedNames = defineTable({
  name: 'asked_names',
  layer: 'ops',
  grain: ['name'],
  description: 'Names whose partners are looked for.',
  columns: {
    name: text({ description: 'Words' }),
    words: int32({ description: 'How many' }),
    rarest: text({ description: 'The rarest of them' }),
  },
});
const askedKeys = defineTable({
  name: 'asked_keys',
  layer: 'ops',
  grain: ['key'],
  description: 'Keys of names that may be alike.',
  columns: { key: float64({ description: 'Key' }) },
});

/** Which names are looked for, and among how many. */
export interface PartnerSearch {
  readonly model: AskedModel;
  /** All names are partners of each other. */
  readonly areFew: boolean;
  /** Names of a block that are all paired. */
  readonly block: number;
}

/**
 * Makes `partner_names (name)`: names of `names_now` that may be candidates with one of `asked (name)`, and these themselves. All that
 * are, and some that are not. Asks `block_sizes`, `part_sizes` and `name_words`.
 */
export const partnerNames = async (session: Session, { model, areFew, block }: PartnerSearch): Promise<void> => {
  if (areFew) {
    await session.materialise('partner_names', 'SELECT name FROM names_now');
    return;
  }
  await model.ask(wordsSql('asked'));
  const asked = await session.rows(`SELECT n.* EXCLUDE (id) FROM names_now n SEMI JOIN asked k ON k.name = n.name`, linkNames);
  await bindAsked(session, asked, model.frequencies);
  await session.materialise(
    'asked_blocks',
    `SELECT b.name, b.word, z.names FROM blocks_now b SEMI JOIN asked k ON k.name = b.name JOIN block_sizes z ON z.word = b.word`,
  );
  await session.materialise(
    'asked_parts',
    `SELECT DISTINCT b.word, u.next FROM (SELECT * FROM asked_blocks WHERE names > ${block}) b, UNNEST(LIST_DISTINCT(STRING_SPLIT(b.name, ' '))) AS u(next)`,
  );
  await session.materialise('partner_names', `SELECT DISTINCT name FROM (${partnersSql(block)}) p`);
};

/** The keys of all names. */
const keysThere = async (session: Session): Promise<NumberMap> => {
  const { batches, numRows } = await session.query('SELECT key FROM names_now', askedKeys);
  const there = new NumberMap(numRows);
  for (const { data } of batches) for (const key of data.children[0]!.values as Float64Array) there.set(key, 0);
  return there;
};

/** Query of the words of a relation of names. */
export const wordsSql = (names: string): string => `SELECT DISTINCT UNNEST(STRING_SPLIT(name, ' ')) AS word FROM ${names}`;

const partnersSql = (block: number): string =>
  [
    'SELECT name FROM asked',
    'SELECT n.name FROM names_now n SEMI JOIN asked_keys k ON k.key = n.key',
    // Those that have words more, and would leave them out.
    `SELECT name FROM (SELECT n.name, k.name AS shorter FROM name_words n JOIN asked_names k ON k.rarest = n.word
       WHERE LENGTH(n.name) > LENGTH(k.name) AND (n.words = k.words + 1 OR 20 * (LENGTH(n.name) - LENGTH(k.name)) <= 3 * LENGTH(n.name) + 20)) n
     WHERE LIST_HAS_ALL(STRING_SPLIT(name, ' '), STRING_SPLIT(shorter, ' '))`,
    `SELECT n.name FROM names_now n SEMI JOIN asked_names k ON k.name = n.acronym`,
    `SELECT n.name FROM names_now n SEMI JOIN (SELECT REPLACE(name, ' ', '') AS letters FROM asked_names) k ON k.letters = REPLACE(n.name, ' ', '')`,
    `SELECT b.name FROM blocks_now b SEMI JOIN (SELECT word FROM asked_blocks WHERE names <= ${block}) k ON k.word = b.word`,
    `SELECT b.name FROM blocks_now b JOIN (SELECT p.* FROM asked_parts p JOIN part_sizes s ON s.word = p.word AND s.next = p.next AND s.names <= ${block}) p ON p.word = b.word
     WHERE LIST_CONTAINS(STRING_SPLIT(b.name, ' '), p.next)`,
    `SELECT n.name FROM names_now n JOIN (SELECT x.sound, x.script FROM names_now x SEMI JOIN asked k ON k.name = x.name) k ON k.sound = n.sound AND k.script <> n.script WHERE n.sound <> ''`,
  ].join('\nUNION ALL ');

const bindAsked = async (session: Session, asked: readonly KeptName[], frequencies: WordFrequencies): Promise<void> => {
  const parts = asked.map(partsOf);
  const all = await readTexts(session, 'SELECT DISTINCT word FROM name_words', 'word', 'word');
  const vocabulary = vocabularyOf(all, new Set(parts.flatMap(({ tokens }) => tokens)));
  const there = await keysThere(session);
  const keys = new GrowingNumbers();
  // Of thousands of keys of a name hardly any is another name's.
  for (const one of parts)
    eachKey(one, vocabulary, frequencies, (key) => {
      if (there.get(key) >= 0) keys.push(key);
    });
  await session.bindColumns('asked_keys', askedKeys, { key: keys.distinct() });
  const rarest = (tokens: readonly string[]): string =>
    tokens.reduce((best, token) => (frequencies.of(token) < frequencies.of(best) ? token : best));
  await session.bindRows(
    'asked_names',
    askedNames,
    parts.map(({ tokens }, at) => ({ name: asked[at]!.name, words: tokens.length, rarest: rarest(tokens) })),
  );
};
