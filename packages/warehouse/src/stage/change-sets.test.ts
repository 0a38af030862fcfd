import { describe, expect, test } from 'vitest';
import type { Change, FileRef, TableState } from '../lake/table-state.ts';
import { changedSince, withChange } from './change-sets.ts';

const file = (path: string): FileRef => ({ path, sha256: '', rows: 1, bytes: 1 });
const change = (version: number): Change => ({
  version,
  removed: version % 2 === 0 ? file(`removed-${version}`) : null,
  added: [file(`added-${version}`)],
});
const stateWith = (changes: readonly Change[]): TableState => ({
  fingerprint: '',
  rows: 0,
  keys: 0,
  base: [],
  mask: null,
  delta: null,
  changes,
  changedAt: changes.at(-1)?.version ?? 0,
  made: null,
});

describe('what changed since a consumer last looked', () => {
  const first: Change = { version: 1, rewritten: true };
  test('is nothing when it looked at the last change', () => {
    expect(changedSince(stateWith([first, change(2), change(4)]), 4)).toEqual({ removed: [], added: [] });
  });
  test('is all change sets since, when it lags', () => {
    expect(changedSince(stateWith([first, change(2), change(3), change(4)]), 2)).toEqual({
      removed: [file('removed-4')],
      added: [file('added-3'), file('added-4')],
    });
  });
  test('is not known when the table was rewritten since', () => {
    expect(changedSince(stateWith([first, change(2), { version: 3, rewritten: true }, change(4)]), 2)).toBeUndefined();
  });
  test('is not known from before a rewrite, whose predecessors are not kept', () => {
    const changes = [change(2), change(3), { version: 4, rewritten: true } as const, change(5)].reduce<readonly Change[]>(withChange, [
      first,
    ]);
    expect(changes).toEqual([{ version: 4, rewritten: true }, change(5)]);
    expect(changedSince(stateWith(changes), 3)).toBeUndefined();
    expect(changedSince(stateWith(changes), 4)?.added).toEqual([file('added-5')]);
  });
  test('is not known when a change set may have been dropped', () => {
    const changes = Array.from({ length: 40 }, (_, at) => change(at + 2)).reduce<readonly Change[]>(withChange, [first]);
    expect(changes).toHaveLength(30);
    expect(changedSince(stateWith(changes), 5)).toBeUndefined();
    expect(changedSince(stateWith(changes), changes[0]?.version ?? 0)?.added).toHaveLength(29);
  });
});
