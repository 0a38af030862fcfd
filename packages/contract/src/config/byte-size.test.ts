import { expect, test } from 'vitest';
import { byteSize } from './byte-size.ts';

test.each([
  ['2GB', 2_000_000_000],
  ['512 MiB', 536_870_912],
  ['1.5kb', 1500],
  ['100b', 100],
  ['0GB', undefined],
  ['2', undefined],
  ['-1GB', undefined],
  ['1e3MB', undefined],
])('%s is %s bytes', (text, bytes) => {
  expect(byteSize(text)).toBe(bytes);
});
