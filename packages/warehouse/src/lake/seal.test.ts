import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { seal, unseal } from './seal.ts';

test('what is sealed is read back as it was, with the same checksum', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { bytes, sum } = seal(value);
      expect(unseal(bytes)).toEqual({ body: JSON.parse(JSON.stringify(value)) as unknown, sum });
      expect(JSON.parse(Buffer.from(bytes).toString())).toEqual({ sum, body: JSON.parse(JSON.stringify(value)) as unknown });
    }),
    { numRuns: 200 },
  );
});

test('no bit of a sealed text can flip unseen, neither of its body, of its checksum nor of the frame around them', () => {
  const { bytes } = seal({ version: 3, name: 'Zürich' });
  for (let at = 0; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const damaged = Uint8Array.from(bytes);
      // eslint-disable-next-line no-bitwise -- one bit
      damaged[at] = damaged[at]! ^ (1 << bit);
      expect(unseal(damaged)).toBeUndefined();
    }
  }
});

test('a sealed text cut short or followed by anything is not whole', () => {
  const { bytes } = seal({ version: 3 });
  for (let length = 0; length < bytes.length; length++) expect(unseal(bytes.subarray(0, length))).toBeUndefined();
  expect(unseal(Buffer.concat([bytes, Buffer.from('\n')]))).toBeUndefined();
  expect(unseal(new Uint8Array(bytes.length))).toBeUndefined();
});
