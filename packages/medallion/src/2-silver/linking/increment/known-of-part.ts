import { linkNames } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { KnownNames } from '../candidates/known-names.ts';
import { sharedKinds } from '../evidence/shared-kinds.ts';
import { readTexts } from '../intake/read-columns.ts';
import type { TakenApart } from '../names/take-all-apart.ts';
import type { KnownOfAll } from '../intake/read-corpus.ts';

const counts = async (session: Session, sql: string, keys: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const texts = await readTexts(
    session,
    `SELECT ${[...keys, 'names'].join(` || ' ' || `)} AS counted FROM (${sql}) s`,
    'counted',
    'counted',
  );
  return new Map(
    texts.map((text) => {
      const end = text.lastIndexOf(' ');
      return [text.slice(0, end), Number(text.slice(end + 1))];
    }),
  );
};

/** How large blocks are that names of a relation (name) are in. Asks `blocks_now`, `block_sizes`, `part_sizes` and `names_now`. */
export const knownNames = async (session: Session, names: string, areFew: boolean): Promise<KnownNames> => {
  await session.materialise('known_blocks', `SELECT b.name, b.word FROM blocks_now b SEMI JOIN ${names} k ON k.name = b.name`);
  const blocks = await counts(session, 'SELECT z.word, z.names FROM block_sizes z SEMI JOIN known_blocks k ON k.word = z.word', ['word']);
  const parts = await counts(
    session,
    `SELECT z.word, z.next, z.names FROM part_sizes z SEMI JOIN (SELECT DISTINCT b.word, u.next FROM (SELECT b.* FROM known_blocks b SEMI JOIN part_sizes p ON p.word = b.word) b,
       UNNEST(STRING_SPLIT(b.name, ' ')) AS u(next)) k ON k.word = z.word AND k.next = z.next`,
    ['word', 'next'],
  );
  const latin = await counts(
    session,
    `SELECT sound, COUNT(*) AS names FROM names_now n SEMI JOIN (SELECT sound FROM names_now WHERE script = 'other' AND sound <> '') o ON o.sound = n.sound
       WHERE script = 'latin' GROUP BY sound`,
    ['sound'],
  );
  return {
    areFew,
    inBlock: (word) => blocks.get(word) ?? 0,
    inPart: (word, next) => parts.get(`${word} ${next}`) ?? 0,
    latinOf: (sound) => latin.get(sound) ?? 0,
  };
};

/** What is known of all accounts, as far as the accounts of `part (account_id)` ask. */
export const knownOfPart = async (session: Session, areFew: boolean, taken: TakenApart): Promise<KnownOfAll> => {
  await session.materialise('part_accounts', 'SELECT account_id, name, family FROM accounts_now a SEMI JOIN part k ON k.number = a.number');
  await session.materialise('part_names', 'SELECT n.* FROM names_now n SEMI JOIN part_accounts k ON k.name = n.id');
  await session.materialise(
    'part_held',
    `SELECT v.kind, v.value, k.account_id FROM values_now v JOIN part k ON k.number = v.account WHERE kind IN (${sharedKinds.map((kind) => `'${kind}'`).join(', ')})`,
  );
  await session.materialise(
    'part_values',
    `SELECT h.kind, CAST(DENSE_RANK() OVER (PARTITION BY h.kind ORDER BY h.value) - 1 AS INTEGER) AS value, a.i, s.holders FROM part_held h JOIN lk_accounts a ON a.account_id = h.account_id
       JOIN (SELECT v.kind, v.value, COUNT(*) AS holders FROM values_now v SEMI JOIN part_held k ON k.value = v.value AND k.kind = v.kind GROUP BY v.kind, v.value) s
         ON s.value = h.value AND s.kind = h.kind`,
  );
  await session.materialise(
    'part_families',
    `SELECT p.account_id, p.family, s.accounts FROM part_accounts p JOIN (
       SELECT a.family, COUNT(*) AS accounts FROM accounts_now a SEMI JOIN part_accounts k ON k.family = a.family GROUP BY a.family) s ON s.family = p.family`,
  );
  const rows = await session.rows('SELECT * EXCLUDE (id) FROM part_names', linkNames);
  return {
    values: 'part_values',
    names: await knownNames(session, 'part_names', areFew),
    taken,
    rows: new Map(rows.map((row) => [row.name, row])),
    families: 'part_families',
  };
};
