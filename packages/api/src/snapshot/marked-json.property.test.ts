import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { markClose, markOpen, mask, shownJson } from './marked-json.ts';

const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(''), fc.constant(7));
const members = fc.array(fc.record({ value, isPersonal: fc.boolean() }), { maxLength: 8 });
const marked = (text: string): string => String.fromCharCode(markOpen) + text + String.fromCharCode(markClose);

test('marked values are shown or masked, whatever they and their neighbours are, and all else stays', () => {
  fc.assert(
    fc.property(members, fc.boolean(), (all, unmasked) => {
      const text = `[${all.map((one) => (one.isPersonal ? marked(JSON.stringify(one.value)) : JSON.stringify(one.value))).join(',')}]`;
      const expected = all.map((one) => (one.isPersonal && !unmasked ? mask : one.value));
      expect(String(shownJson(Buffer.from(text), unmasked))).toBe(JSON.stringify(expected));
    }),
  );
});
