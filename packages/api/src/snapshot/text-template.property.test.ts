import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownJson } from './marked-json.ts';
import { TextTemplate, valueEnd } from './text-template.ts';

/** JSON as SQL gives it: control characters are escaped in it, all else of Unicode may stand there. */
const json = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(''),
  fc.constant(null),
);
const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((any) => JSON.stringify(any));

test('a template filled with values is the text they were taken from', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, json), { minLength: 1, maxLength: 12 }), text, (pairs, last) => {
      const whole = pairs.map(([before, value]) => before + JSON.stringify(value)).join('') + last;
      const values = pairs.map(([, value]) => (value === null ? '' : JSON.stringify(value))).join(String.fromCharCode(valueEnd));
      const template = new TextTemplate(TextTemplate.bytes([...pairs.map(([before]) => before), last]));
      const filled = template.fill(shownJson(Buffer.from(values), true));
      expect(filled.equals(Buffer.from(whole))).toBe(true);
    }),
  );
});

test('values of another template are refused, not served', () => {
  const template = new TextTemplate(TextTemplate.bytes(['{"a":', ',"b":', '}']));
  expect(String(template.fill(Buffer.from(`1${String.fromCharCode(valueEnd)}`)))).toBe('{"a":1,"b":null}');
  for (const values of ['1', `1${String.fromCharCode(valueEnd)}2${String.fromCharCode(valueEnd)}3`])
    expect(() => template.fill(Buffer.from(values))).toThrow('template');
});
