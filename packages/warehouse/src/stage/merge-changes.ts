import { quote, type Table } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { Change } from '../lake/table-state.ts';
import { differenceOf } from './difference.ts';
import { stageFile } from './publish.ts';
import { stepSession } from './step-session.ts';
import { nameList } from './table-scan.ts';
import type { Publication } from './workplace.ts';

/** A change that is known row by row. */
export type RowChange = Exclude<Change, { readonly rewritten: true }>;

/** Where rows that came were never taken out again, the files together say what happened. */
const joined = (changes: readonly RowChange[]): RowChange | undefined => {
  const [first, ...later] = changes;
  if (first === undefined || later.some(({ removed }) => removed !== null)) return undefined;
  return { version: first.version, removed: first.removed, added: changes.flatMap(({ added }) => added) };
};

/**
 * Several changes of a table, one after the other, as one: the rows of before that are gone and those of after that are new. What came and
 * went between is in neither.
 *
 * @param session asked for only where rows must be looked at
 */
export const mergeChanges = async (
  session: () => Promise<Session>,
  place: Publication,
  table: Table,
  changes: readonly RowChange[],
): Promise<RowChange> => {
  const plain = joined(changes);
  if (plain !== undefined) return plain;
  await using step = stepSession(await session());
  const grain = nameList(table.grain);
  const columns = nameList(Object.keys(table.columns));
  const events: { readonly name: string; readonly kind: 'removed' | 'added'; readonly at: number }[] = [];
  for (const [at, { removed, added }] of changes.entries()) {
    for (const [kind, files] of [['removed', removed === null ? [] : [removed]] as const, ['added', added] as const]) {
      const name = `_${kind}_${at}`;
      await step.bindFiles(
        name,
        table,
        files.map((file) => place.lake.dataFile(file)),
      );
      events.push({ name, kind, at: events.length });
    }
  }
  const all = events.map(({ name, at }) => `SELECT ${grain}, ${at} AS "at event" FROM ${quote(name)}`).join(' UNION ALL ');
  await step.materialise(
    '_events',
    `SELECT ${grain}, MIN("at event") AS "first event", MAX("at event") AS "last event" FROM (${all}) e GROUP BY ${grain}`,
  );
  // A row that was there before is taken out by the first event of its grain; one that is there after came by the last.
  const only = async (kind: 'removed' | 'added', which: 'first event' | 'last event') => {
    const parts = events.filter((event) => event.kind === kind);
    const equal = [...table.grain.map((name) => `r.${quote(name)} = k.${quote(name)}`), `r."at event" = k.${quote(which)}`].join(' AND ');
    const rows = parts.map(({ name, at }) => `SELECT ${columns}, ${at} AS "at event" FROM ${quote(name)}`).join(' UNION ALL ');
    const name = `_all_${kind}`;
    const sql = `SELECT ${columns} FROM (${rows}) r SEMI JOIN _events k ON ${equal}`;
    return { name, rows: await step.materialise(name, sql) };
  };
  const difference = await differenceOf(step, table, await only('removed', 'first event'), await only('added', 'last event'));
  const { removed, added } = difference;
  const file = async (kind: string, { name, rows }: { readonly name: string; readonly rows: number }) =>
    rows === 0 ? null : await stageFile(step, place, table, kind, `SELECT * FROM ${quote(name)}`);
  const addedFile = await file('added', added);
  return { version: place.version, removed: await file('removed', removed), added: addedFile === null ? [] : [addedFile] };
};
