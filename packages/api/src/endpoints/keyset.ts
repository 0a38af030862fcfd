import type { SnapshotValue } from '@audit/warehouse';
import { type Asked } from '../http/endpoint.ts';
import { badCursor, type Place, writeCursor } from '../http/cursor.ts';
import { ApiProblem } from '../http/problem.ts';

/** Values of a statement in the order they are named in. */
export class Values {
  readonly list: SnapshotValue[] = [];

  /** @returns what stands for the value in the statement */
  add(value: SnapshotValue): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

/** A list in an order with ties broken by a text id. */
export interface Keyset {
  /** SQL of what it is sorted by, and of the id; of the relation named. */
  readonly key: string;
  readonly id: string;
  readonly descending: boolean;
  /** How a key comes out of the engine and goes back in: as a number, a text, or a count of microseconds. */
  readonly keyed: 'number' | 'text' | 'micros';
}

const valueOf = (keyed: Keyset['keyed'], key: string | number): SnapshotValue => {
  if (keyed === 'micros' && typeof key === 'string' && /^-?\d{1,18}$/.test(key)) return BigInt(key);
  if (keyed !== 'micros' && typeof key === (keyed === 'text' ? 'string' : 'number')) return key;
  throw badCursor();
};

/** Those after a place; what has no key stands last. */
export const afterPlace = ({ key, id, descending, keyed }: Keyset, place: Place | undefined, values: Values): string => {
  if (place === undefined) return 'TRUE';
  const after = values.add(place.id);
  if (place.key === null) return `(${key} IS NULL AND ${id} > ${after})`;
  const at = values.add(valueOf(keyed, place.key));
  return `(${key} ${descending ? '<' : '>'} ${at} OR (${key} = ${at} AND ${id} > ${after}) OR ${key} IS NULL)`;
};

export const keysetOrder = ({ key, id, descending }: Keyset): string =>
  `ORDER BY ${key} ${descending ? 'DESC' : 'ASC'} NULLS LAST, ${id} ASC`;

/** Where a list goes on by the cursor of the request. @throws {@link ApiProblem} 400 for one of another list */
export const placeIn = ({ cursor }: Pick<Asked<never, never, never>, 'cursor'>, list: string): Place | undefined => {
  if (cursor === undefined) return undefined;
  if (cursor.list !== list)
    throw new ApiProblem('BAD_CURSOR', 'the cursor is of a list with other filters or another order; begin this one without it');
  return cursor.place;
};

/** A row of a page: its JSON, its sort key and its id. */
type PageRow = readonly unknown[];

const keyText = (key: unknown): string | number | null =>
  typeof key === 'bigint' ? key.toString() : typeof key === 'number' || typeof key === 'string' ? key : null;

/** A page of one row more than was asked for, if there is one: then there is a next page. @param rows `[item, key, id]` @param beside further members, as JSON */
export const pageJson = (
  rows: readonly PageRow[],
  limit: number,
  tag: string,
  list: string,
  total?: number,
  beside: Readonly<Record<string, string>> = {},
): string => {
  const shown = rows.slice(0, limit);
  const [, key, id] = rows.length > limit ? (shown.at(-1) ?? []) : [];
  const next = typeof id === 'string' ? writeCursor(tag, list, { key: keyText(key), id }) : null;
  const count = total === undefined ? '' : `,"total":${total}`;
  const others = Object.entries(beside).map(([name, json]) => `,${JSON.stringify(name)}:${json}`);
  return `{"items":[${shown.map(([item]) => String(item)).join(',')}],"next_cursor":${JSON.stringify(next)}${count}${others.join('')}}`;
};
