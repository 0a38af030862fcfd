import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineTable, int64, quote, text, UsageError } from '@audit/contract';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { encodeRows } from '../../arrow/encode-rows.ts';
import { deepCount } from '../../deep-count.fixture.ts';
import { literal } from '../../sql-dialect/literal.ts';
import { duckDbEngine } from './duckdb-engine.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-hostile-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 1 });
const session = await engine.session();
await session.connection.run('CREATE TABLE canary AS SELECT 1 AS alive');

afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

const classics = fc.constantFrom(
  `'; DROP TABLE canary; --`,
  `"; DROP TABLE canary; --`,
  `x" AS SELECT 1; DROP TABLE canary; --`,
  `') OR 1=1 --`,
  `\\'; DROP TABLE canary; --`,
  '$$; DROP TABLE canary; $$',
  `/* ' */ " -- \n`,
  '${alive} {alive} @alive() $1 ? :x',
  'e\u0301 \u202e ﷽ 😀 \ufeff',
  'select',
);
const hostile = fc.oneof(
  classics,
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.string({ unit: fc.constantFrom('"', "'", '`', '\\', ';', '-', '/', '*', '\n', '$', 'x', ' ', '\t', ']', '.'), minLength: 1 }),
);
const canaryLives = async (): Promise<void> => expect(await session.evidence('SELECT * FROM main.canary', 2)).toEqual([{ alive: '1' }]);
const runs = { numRuns: deepCount(40, 10_000) };

describe('hostile text', () => {
  test('as a literal is the same text, and nothing else happens', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (value) => {
        expect(await session.evidence(`SELECT hex(${literal(value)}) AS v`, 1)).toEqual([
          { v: Buffer.from(value).toString('hex').toUpperCase() },
        ]);
        await canaryLives();
      }),
      runs,
    );
  });

  test('with NUL in it is the same text as a literal too', async () => {
    const withNul = fc.array(fc.oneof(fc.constantFrom('\0', "'", "\0'; DROP TABLE canary; --"), hostile), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(withNul, async (parts) => {
        const value = `${parts.join('')}\0`;
        const sql = `SELECT hex(${literal(value)}) AS v, ${literal(value)} IN ${literal(['x', value])} AS found, 'x' = ${literal(value)} AS other`;
        expect(await session.evidence(sql, 1)).toEqual([
          { v: Buffer.from(value).toString('hex').toUpperCase(), found: 'true', other: 'false' },
        ]);
        await canaryLives();
      }),
      runs,
    );
  });

  test('with half of a surrogate pair is refused as a literal, never another text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 0xd800, max: 0xdfff }),
        fc.constantFrom('', 'x'),
        (text, half, after) => {
          const value = `${text}x${String.fromCharCode(half)}${after}`;
          expect(() => literal(value)).toThrow(UsageError);
          expect(() => literal([value])).toThrow('half of a surrogate pair');
          expect(() => literal(text)).not.toThrow();
        },
      ),
      runs,
    );
  });

  test('as a name binds a view, a table and Arrow rows of that name, and drops only it', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (name) => {
        const table = defineTable({
          name: 'hostile',
          layer: 'silver',
          grain: ['n'],
          description: 'A column of a hostile name',
          columns: { n: int64({ description: 'Number' }), [`c${name}`]: text({ description: 'Text', nullable: true }) },
        });
        await session.bindSql(name, 'SELECT 1 AS n');
        expect(await session.materialise(name, 'SELECT 1 AS n UNION ALL SELECT 2')).toBe(2);
        await session.bindArrow(name, table, encodeRows([{ n: 3n, [`c${name}`]: name }] as never, table));
        expect(await session.evidence(`SELECT n, ${quote(`c${name}`)} AS c FROM ${quote(name)}`, 2)).toEqual([{ n: '3', c: name }]);
        await session.drop(name);
        await expect(session.evidence(`SELECT * FROM ${quote(name)}`, 1)).rejects.toThrow();
        await canaryLives();
      }),
      runs,
    );
  });
});
