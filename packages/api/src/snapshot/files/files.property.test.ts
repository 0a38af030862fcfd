import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { SortedTexts } from '../../search/sorted-texts.ts';
import { readArrays, writeArrays } from './array-file.ts';
import { TextFile, TextFileWriter } from './text-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const path = (): string => join(folder, String(files++));
const line = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.toWellFormed().replaceAll('\n', ' '));

test('arrays are read as they were written, of any length and kind', async () => {
  const array = fc.oneof(fc.uint8Array(), fc.int32Array(), fc.uint32Array(), fc.float64Array());
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), array, { maxKeys: 5 }), async (arrays) => {
      const file = path();
      writeArrays(file, arrays);
      expect(await readArrays(file)).toEqual({ ...arrays });
    }),
    { numRuns: 50 },
  );
});

test('texts are read by their place, and found by themselves in the order of their bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), line, async (given, other) => {
      const file = path();
      const writer = new TextFileWriter(file);
      writer.append(given.slice(0, 7));
      writer.append(given.slice(7));
      writer[Symbol.dispose]();
      using read = new TextFile(file, writer.starts);
      expect(await Promise.all(given.map(async (_, n) => await read.read(n, String)))).toEqual(given);

      const sorted = given.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
      const texts = new SortedTexts(SortedTexts.arrays(sorted, sorted.length));
      for (const text of [...given, other]) expect(texts.find(text)).toBe(sorted.indexOf(text));
      expect(sorted.map((_, n) => texts.at(n))).toEqual(sorted);
    }),
    { numRuns: 50 },
  );
});
