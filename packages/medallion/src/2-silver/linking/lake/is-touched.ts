import { quote } from '@audit/contract';
import { changedSince, type Lake, type Session } from '@audit/warehouse';
import { digestOf, type InputDigests } from './input-digest.ts';
import type { InputTable, InputTables } from './input-tables.ts';

/**
 * Whether anything that linking reads differs from what it was in a version, by the tables' change sets: rows that came and went alike do not.
 *
 * @param since `changedAt` of the tables when they were last linked @param digests of them then, for tables whose changes were not kept row by row
 */
export const isTouched = async (
  session: Session,
  lake: Lake,
  inputs: Pick<InputTables, 'accounts' | 'contacts'>,
  since: Readonly<Record<string, number>>,
  digests: InputDigests,
): Promise<boolean> => {
  for (const name of ['accounts', 'contacts'] as const) {
    const input = inputs[name];
    const before = since[name];
    if ((input === undefined) !== (before === undefined)) return true;
    if (input !== undefined && before !== undefined && (await differs(session, lake, input, before, digests[name]))) return true;
  }
  return false;
};

const differs = async (session: Session, lake: Lake, input: InputTable, since: number, digest: string | undefined): Promise<boolean> => {
  const different = await differentRows(session, lake, input, since);
  // A field that is reckoned from the day rewrites every account, and nothing that is read here.
  if (different === undefined) return digest === undefined || (await digestOf(session, lake, input)) !== digest;
  if (different === '') return false;
  const [row] = await session.evidence(`SELECT COUNT(*) AS n FROM (${different}) d`, 1);
  return row?.['n'] !== '0';
};

/** Relation of the rows that came, as they are in the table, where `differentRows` found files that changed. */
export const cameRows = (table: string): string => `link_${table}_came`;

/**
 * Query of the rows, as linking reads them, that came or went in a table since a version: rows that came and went alike are none.
 *
 * @returns '' where no file changed; undefined where changes were not kept row by row
 */
export const differentRows = async (
  session: Session,
  lake: Lake,
  { table, state, read }: InputTable,
  since: number,
): Promise<string | undefined> => {
  const changed = changedSince(state, since);
  if (changed === undefined) return undefined;
  const name = table.name;
  const sides = [
    { side: cameRows(name), files: changed.added, sign: 1 },
    { side: `link_${name}_went`, files: changed.removed, sign: -1 },
  ];
  if (sides.every(({ files }) => files.length === 0)) return '';
  const parts: string[] = [];
  for (const { side, files, sign } of sides) {
    await session.bindFiles(
      side,
      table,
      files.map((file) => lake.dataFile(file)),
    );
    parts.push(`SELECT *, ${sign} AS sign FROM (${read(side)}) ${side}_read`);
  }
  const columns = (await session.describe(read(cameRows(name)))).map(([column]) => quote(column)).join(', ');
  return `SELECT ${columns} FROM (${parts.join(' UNION ALL ')}) b GROUP BY ${columns} HAVING SUM(sign) <> 0`;
};
