import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { differencesOf } from './differences.ts';
import { expectedOf } from './model.ts';
import { upperOf } from './model-text.ts';
import type { Expected, ProfileCase } from './profile-case.ts';

const { vectors } = JSON.parse(readFileSync(new URL('../../../../fixtures/profile/vectors.json', import.meta.url), 'utf8')) as {
  vectors: readonly (ProfileCase & { readonly title: string; readonly expect: Expected })[];
};

test.each(vectors)('the model gives the known answer to $id: $title', ({ expect: known, ...one }) => {
  expect(differencesOf(known, { ...expectedOf(one) })).toEqual([]);
});

test('control: a difference in any part is named with its place', () => {
  const { expect: known, ...one } = vectors[7] as (typeof vectors)[number];
  const answer = expectedOf(one);
  const [first, ...rest] = answer.events;
  const other = { ...answer, events: [{ ...first, version_num: 9 }, ...rest], dq: [['b1', 0, null, []]] };
  expect(differencesOf(known, other).map((text) => text.split(' ')[0])).toEqual(['events[0]', 'dq[0]']);
  expect(differencesOf(known, {})).toHaveLength(8);
});

test('the upper case of the model changes the 1451 code points of Unicode 14, one for one', () => {
  const points = Array.from({ length: 0x110000 }, (_, point) => point).filter((point) => point < 0xd800 || point > 0xdfff);
  const upper = points.map((point) => upperOf(String.fromCodePoint(point)));
  expect(upper.filter((text, i) => text !== String.fromCodePoint(points[i] ?? 0))).toHaveLength(1451);
  expect(upper.every((text) => Array.from(text).length === 1)).toBe(true);
});
