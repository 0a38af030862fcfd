import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textLiteral, writeSnapshot } from '@audit/warehouse';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { arraySql, jsonConstant, type JsonText, objectSql, piecesOf, valuesSql } from './json-sql.ts';
import { TextTemplate } from './text-template.ts';

const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const folder = mkdtempSync(join(tmpdir(), 'audit-json-sql-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A value in SQL and what it is: DuckDB takes no NUL. */
const text = fc.string({ unit: 'binary', maxLength: 6 }).map((any) => any.toWellFormed().replaceAll('\0', ' '));
const plain = fc.oneof(
  text.map((value): readonly [string, unknown] => [textLiteral(value), value]),
  fc.integer({ min: -1e6, max: 1e6 }).map((value): readonly [string, unknown] => [`CAST(${value} AS BIGINT)`, value]),
  fc.constant<readonly [string, unknown]>(['NULL', null]),
);
const constant = fc.oneof(text, fc.integer(), fc.constant(null)).map((value): readonly [JsonText, unknown] => [jsonConstant(value), value]);
// None that JSON escapes: JSON.parse of Node 24.21 gives such a key the name of another one at times.
const key = fc.stringMatching(/^[a-z é{:,]{1,4}$/);
const whole = fc.letrec<{ any: readonly [string | JsonText, unknown]; nested: readonly [JsonText, unknown] }>((tie) => ({
  any: fc.oneof({ maxDepth: 2 }, plain, constant, tie('nested')),
  nested: fc.oneof(
    fc
      .array(fc.tuple(key, tie('any')), { minLength: 1, maxLength: 4 })
      .map((members): readonly [JsonText, unknown] => [
        objectSql(members.map(([name, [sql]]) => [name, sql])),
        Object.fromEntries(members.map(([name, [, value]]) => [name, value])),
      ]),
    fc
      .array(tie('nested'), { maxLength: 3 })
      .map((items): readonly [JsonText, unknown] => [arraySql(items.map(([sql]) => sql)), items.map(([, value]) => value)]),
  ),
})).nested;

test(`values in a template are byte for byte what the engine puts together, and both are the JSON meant (seed ${seed})`, async () => {
  const cases = fc.sample(whole, { numRuns: 60, seed });
  await writeSnapshot({ path: join(folder, 'file'), directories: [], tempDirectory: folder, threads: 1 }, async (snapshot) => {
    for (const [sql, meant] of cases) {
      const pieces = piecesOf(sql);
      const [[json, values] = []] = await snapshot.rows(`SELECT ${sql.json}, ${pieces.values.length === 0 ? `''` : valuesSql(pieces)}`);
      expect(JSON.parse(json ?? '')).toEqual(meant);
      if (pieces.values.length > 0)
        expect(String(new TextTemplate(TextTemplate.bytes(pieces.texts)).fill(Buffer.from(values ?? '')))).toBe(json);
    }
  });
});
