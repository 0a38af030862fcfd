import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trimmedCharacters } from '@audit/contract';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { duckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import { render } from './render.ts';
import { checkUpper } from './upper-check.ts';
import { upperLetters } from './upper-letters.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-letters-'));
const engine = duckDbEngine({ tempDirectory: folder, directories: [] });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const duckdb = (text: string): string => render({ name: 'letters', text, constants: {} }, 'duckdb', {});
/** Every code point but 0 and the surrogates. */
const codePoints = '(SELECT i FROM range(1, 55296) a(i) UNION ALL SELECT i FROM range(57344, 1114112) b(i)) r';
const isSurrogate = (codePoint: number): boolean => codePoint >= 0xd800 && codePoint <= 0xdfff;
const letter = (codePoint: number): string => String.fromCodePoint(codePoint);
/** Letters that have had a capital since Unicode 15, 16 or 17 only. */
const isYounger = (codePoint: number): boolean =>
  [
    [0x19b, 0x19b],
    [0x264, 0x264],
    [0x1c89, 0x1c8a],
    [0xa7cb, 0xa7dc],
    [0x10d50, 0x10d85],
    [0x16ea0, 0x16ed3],
  ].some(([first = 0, last = 0]) => codePoint >= first && codePoint <= last);

test('an engine that makes other capitals than the table is refused', async () => {
  // A comparison holds for the whole process: a module loaded anew has made none.
  vi.resetModules();
  const { checkUpper: checkAgain } = await import('./upper-check.ts');
  await using session = await engine.session();
  await session.connection.run(`CREATE TEMP MACRO upper(x) AS TRANSLATE(x, 'abcß', 'ABCß')`);
  await expect(checkAgain(session)).rejects.toMatchObject({ code: 'UPPER_CHANGED' });
});

describe('capitals', () => {
  test('of the engine are those of the frozen table, for every code point', async () => {
    await using session = await engine.session();
    await expect(checkUpper(session)).resolves.toBeUndefined();
    const sql = `SELECT i, unicode(${duckdb('@upper(c)')}) AS u, length(${duckdb('@upper(c)')}) AS n
      FROM (SELECT i, chr(CAST(i AS INTEGER)) AS c FROM ${codePoints}) s
      WHERE ${duckdb('@upper(c)')} <> c ORDER BY i`;
    const rows = await session.evidence(sql, 5000);
    const { small, capital } = upperLetters();
    expect(rows.map((row) => letter(Number(row['i']))).join('')).toBe(small);
    expect(rows.map((row) => letter(Number(row['u']))).join('')).toBe(capital);
    expect(rows.filter((row) => row['n'] !== '1')).toEqual([]);
    expect(rows).toHaveLength(1451);
  });

  test('are the simple ones of Unicode: one code point for one, else the letter stays or has the capital of titles', () => {
    const { small, capital } = upperLetters();
    const table = new Map(Array.from(small, (from, at) => [from, Array.from(capital)[at]] as const));
    const others: string[] = [];
    for (let codePoint = 1; codePoint < 0x110000; codePoint++) {
      if (isSurrogate(codePoint) || isYounger(codePoint)) continue;
      const upper = letter(codePoint).toUpperCase();
      if ((table.get(letter(codePoint)) ?? letter(codePoint)) !== upper) others.push(letter(codePoint));
    }
    expect(others.filter((from) => Array.from(from.toUpperCase()).length === 1)).toEqual([]);
    expect(others).toHaveLength(102);
    expect(['ß', 'ŉ', 'ᾳ', 'ﬁ', 'ΐ'].map((from) => table.get(from))).toEqual(['ẞ', undefined, 'ᾼ', undefined, undefined]);
    expect(Array.from(capital).filter((to) => table.has(to))).toEqual([]);
  });
});

test('each of the 27 blanks is trimmed off both ends, no other character is, and what is inside stays', async () => {
  expect(Array.from(trimmedCharacters)).toHaveLength(27);
  await using session = await engine.session();
  const sql = `SELECT i FROM (SELECT i, chr(CAST(i AS INTEGER)) AS c FROM ${codePoints}) s
    WHERE ${duckdb(`@trimmed(c || 'a' || c || 'b' || c)`)} = 'a' || c || 'b' AND ${duckdb('@trimmed(c || c)')} IS NULL ORDER BY i`;
  const trimmed = (await session.evidence(sql, 100)).map((row) => letter(Number(row['i'])));
  expect(trimmed.join('')).toBe(trimmedCharacters);
  const kept = `SELECT COUNT(*) AS n FROM (SELECT chr(CAST(i AS INTEGER)) AS c FROM ${codePoints}) s
    WHERE ${duckdb('@trimmed(c)')} = c`;
  expect((await session.evidence(kept, 1))[0]?.['n']).toBe(String(0x110000 - 1 - 2048 - 27));
});
