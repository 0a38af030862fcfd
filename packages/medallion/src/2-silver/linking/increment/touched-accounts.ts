import type { Session } from '@audit/warehouse';
import { mostHolders } from '../evidence/gather-evidence.ts';
import { nameHash } from './kept-ties.ts';
import { sharedKinds } from '../evidence/shared-kinds.ts';

/** Where counts make a difference. */
export interface Limits {
  /** Accounts over which a value may be spread. */
  readonly holders: number;
  /** Accounts of one name, or family, that are all paired. */
  readonly paired: number;
  /** Accounts of the rarer of two names alike, whose accounts are all paired. */
  readonly alike: number;
  /** Names of a block. */
  readonly block: number;
}

const mostOf = (limits: Limits): string =>
  `CASE kind ${sharedKinds.map((kind) => `WHEN '${kind}' THEN ${mostHolders(kind, limits.holders)}`).join(' ')} END`;
const crosses = (before: string, now: string, most: string | number): string => `(${before} > ${most}) <> (${now} > ${most})`;

/**
 * Makes `touched (account_id)`: accounts whose pairs may be judged otherwise than before by what these two have themselves. Those that
 * changed, and those of a value, a name or a family that so many have now, and had not, that it counts otherwise, or the other way round.
 *
 * @returns how many
 */
export const touchedAccounts = async (session: Session, limits: Limits): Promise<number> => {
  await crossingValues(session, limits);
  await crossingNames(session, limits);
  await session.materialise(
    'families_crossing',
    `SELECT family FROM (SELECT family, SUM(was) AS was, SUM(now) AS now FROM (
       SELECT family, 1 AS was, 0 AS now FROM accounts_kept UNION ALL SELECT family, 0 AS was, 1 AS now FROM accounts_now) f
       SEMI JOIN (SELECT family FROM families_before UNION SELECT family FROM families_now) m ON m.family = f.family
       GROUP BY family) s WHERE ${crosses('was', 'now', limits.paired)}`,
  );
  return await session.materialise(
    'touched',
    `SELECT account_id, number FROM accounts_now a SEMI JOIN (
       SELECT number FROM changed
       UNION SELECT w.number FROM families_now f JOIN families_before w ON w.account_id = f.account_id WHERE f.family IS DISTINCT FROM w.family
       UNION SELECT number FROM accounts_now n SEMI JOIN families_crossing f ON f.family = n.family
       UNION SELECT account FROM values_crossing
       UNION SELECT number FROM accounts_now n SEMI JOIN (SELECT ${nameHash('name')} AS id FROM names_crossing) k ON k.id = n.name) t ON t.number = a.number`,
  );
};

const crossingValues = async (session: Session, limits: Limits): Promise<void> => {
  await session.materialise(
    'values_asked',
    `SELECT kind, value FROM values_kept v SEMI JOIN changed c ON c.number = v.account UNION SELECT kind, value FROM values_fresh`,
  );
  await session.materialise(
    'values_held',
    `SELECT v.kind, v.value, v.account, 1 AS was, CASE WHEN c.account_id IS NULL THEN 1 ELSE 0 END AS now FROM values_kept v
       SEMI JOIN values_asked k ON k.value = v.value AND k.kind = v.kind LEFT JOIN changed c ON c.number = v.account
     UNION ALL SELECT kind, value, account, 0 AS was, 1 AS now FROM values_fresh`,
  );
  await session.materialise(
    'values_crossing',
    `SELECT DISTINCT h.account FROM values_held h SEMI JOIN (
       SELECT kind, value FROM (SELECT kind, value, SUM(was) AS was, SUM(now) AS now FROM values_held GROUP BY kind, value) s
       WHERE ${crosses('was', 'now', mostOf(limits))}) k ON k.value = h.value AND k.kind = h.kind WHERE h.now = 1`,
  );
};

/** Names whose accounts are all paired now and were not, and those of blocks, or parts of them, that are looked through now and were not. */
const crossingNames = async (session: Session, limits: Limits): Promise<void> => {
  const blocks = (relation: string): string =>
    `SELECT name, block_a AS word FROM ${relation} WHERE block_a <> '' UNION ALL SELECT name, block_b AS word FROM ${relation} WHERE block_b <> ''`;
  await session.bindSql('blocks_now', blocks('names_now'));
  await session.materialise(
    'name_words',
    `SELECT name, LEN(parts) AS words, UNNEST(parts) AS word FROM (SELECT name, STRING_SPLIT(name, ' ') AS parts FROM names_now) n`,
  );
  // Names that came or went: the only ones whose blocks grew or shrank.
  await session.materialise(
    'names_moved',
    `SELECT name, block_a, block_b, 1 AS sign FROM names_changed c ANTI JOIN names_before w ON w.name = c.name
     UNION ALL SELECT w.name, block_a, block_b, -1 AS sign FROM names_before w ANTI JOIN names_changed c ON c.name = w.name`,
  );
  await session.materialise(
    'blocks_moved',
    `SELECT name, block_a AS word, sign FROM names_moved WHERE block_a <> '' UNION ALL SELECT name, block_b AS word, sign FROM names_moved WHERE block_b <> ''`,
  );
  await session.materialise('block_sizes', 'SELECT word, COUNT(*) AS names FROM blocks_now GROUP BY word');
  await session.materialise(
    'blocks_sized',
    `SELECT m.word, COALESCE(s.names, 0) AS now, COALESCE(s.names, 0) - m.more AS was FROM (SELECT word, SUM(sign) AS more FROM blocks_moved GROUP BY word) m
       LEFT JOIN block_sizes s ON s.word = m.word`,
  );
  await session.materialise(
    'blocks_large',
    `SELECT b.word, STRING_SPLIT(b.name, ' ') AS parts FROM blocks_now b SEMI JOIN (SELECT word FROM block_sizes WHERE names > ${limits.block}) k ON k.word = b.word`,
  );
  // Of a word that a name has twice the first one counts.
  await session.materialise(
    'part_sizes',
    `SELECT word, next, COUNT(*) AS names FROM (SELECT word, parts, UNNEST(parts) AS next, UNNEST(RANGE(1, LEN(parts) + 1)) AS place FROM blocks_large) b
     WHERE next <> word AND LIST_POSITION(parts, next) = place GROUP BY word, next`,
  );
  await session.materialise(
    'parts_crossing',
    `SELECT m.word, m.next FROM (SELECT b.word, u.next, SUM(sign) AS more FROM blocks_moved b, UNNEST(LIST_DISTINCT(STRING_SPLIT(b.name, ' '))) AS u(next)
         WHERE u.next <> b.word GROUP BY b.word, u.next) m
       JOIN blocks_sized z ON z.word = m.word AND z.was > ${limits.block} AND z.now > ${limits.block}
       LEFT JOIN part_sizes s ON s.word = m.word AND s.next = m.next
     WHERE ${crosses('COALESCE(s.names, 0) - m.more', 'COALESCE(s.names, 0)', limits.block)}`,
  );
  await session.materialise(
    'sounds_moved',
    `SELECT sound, SUM(sign) AS more FROM (SELECT sound, script, 1 AS sign FROM names_changed UNION ALL SELECT sound, script, -1 AS sign FROM names_before) c
     WHERE script = 'latin' AND sound <> '' GROUP BY sound`,
  );
  await session.materialise(
    'sounds_crossing',
    `SELECT m.sound FROM sounds_moved m
       LEFT JOIN (SELECT n.sound, COUNT(*) AS names FROM names_now n SEMI JOIN sounds_moved k ON k.sound = n.sound WHERE script = 'latin' GROUP BY n.sound) s ON s.sound = m.sound
     WHERE ${crosses('COALESCE(s.names, 0) - m.more', 'COALESCE(s.names, 0)', limits.block)}`,
  );
  await session.materialise(
    'names_crossing',
    `SELECT c.name FROM names_changed c JOIN names_before w ON w.name = c.name
       WHERE ${crosses('w.accounts', 'c.accounts', limits.paired)} OR ${crosses('w.accounts', 'c.accounts', limits.alike)} OR w.script <> c.script OR w.full_acronym <> c.full_acronym
     UNION SELECT b.name FROM blocks_now b SEMI JOIN (SELECT word FROM blocks_sized WHERE ${crosses('was', 'now', limits.block)}) k ON k.word = b.word
     UNION SELECT b.name FROM blocks_now b JOIN parts_crossing p ON p.word = b.word WHERE LIST_CONTAINS(STRING_SPLIT(b.name, ' '), p.next)
     UNION SELECT n.name FROM names_now n SEMI JOIN sounds_crossing s ON s.sound = n.sound`,
  );
};
