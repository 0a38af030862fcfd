import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ApiProblem } from './problem.ts';

const form = z.strictObject({
  /** Tag of the snapshot. */
  v: z.string(),
  /** The list and what it is filtered and sorted by. */
  l: z.string(),
  /** Where the last item stands: its sort key and its id. */
  k: z.union([z.string(), z.number(), z.null()]),
  i: z.string(),
});

/** Where a list goes on. */
export interface Place {
  readonly key: string | number | null;
  readonly id: string;
}

/** Names a list by all that decides its items. */
export const listName = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);

export const writeCursor = (tag: string, list: string, { key, id }: Place): string =>
  Buffer.from(JSON.stringify({ v: tag, l: list, k: key, i: id })).toString('base64url');

/** What is said of a cursor nobody was given. */
export const badCursor = (): ApiProblem =>
  new ApiProblem('BAD_CURSOR', 'the cursor was not given out by this server; begin the list without one');

/** A cursor of ours, not yet compared with the list. @throws {@link ApiProblem} 400 */
export const readCursor = (cursor: string): { readonly tag: string; readonly list: string; readonly place: Place } => {
  try {
    const { v, l, k, i } = form.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { tag: v, list: l, place: { key: k, id: i } };
  } catch {
    throw badCursor();
  }
};
