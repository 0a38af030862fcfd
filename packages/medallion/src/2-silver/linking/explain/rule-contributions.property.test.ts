import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NameFacts } from '../rules/name-facts.ts';
import type { PairEvidence } from '../rules/pair-evidence.ts';
import { pairNats, probabilityOf } from '../rules/pair-nats.ts';
import { contributionParts, probabilityOfBits, sumOfBits } from './contribution.ts';
import { ruleContributions } from './rule-contributions.ts';

const count = fc.nat({ max: 3 });
const kinship = fc.constantFrom('same', 'different', 'unknown' as const);
const evidence: fc.Arbitrary<PairEvidence> = fc.record({
  a: fc.constant(0),
  b: fc.constant(1),
  score: fc.constantFrom(0, 70, 84, 85, 99, 100),
  emails: count,
  phones: count,
  domains: count,
  labels: count,
  domainConflict: fc.boolean(),
  mailConflict: fc.boolean(),
  family: kinship,
  country: kinship,
  indirect: fc.boolean(),
  contested: fc.boolean(),
});
const facts: fc.Arbitrary<NameFacts> = fc.record({
  twoScripts: fc.boolean(),
  chance: fc.double({ min: -20, max: 10, noNaN: true }),
  generic: fc.boolean(),
  gates: fc.subarray(['numbers', 'residual', 'typo', 'one-sided', 'opposites', 'short', 'generic'] as const),
  acronym: fc.boolean(),
  reduced: fc.boolean(),
});
const numbers = fc.array(fc.constantFrom('1', '2'), { maxLength: 2 });

test('the parts of the odds come to exactly what the linking decides by, and each part is told once, in order', () => {
  fc.assert(
    fc.property(evidence, facts, numbers, numbers, (pair, names, one, other) => {
      const parts = ruleContributions(pair, names, [one, other]);
      const nats = pairNats(pair, names);
      expect(sumOfBits(parts)).toBeCloseTo(nats * Math.LOG2E, 10);
      expect(probabilityOfBits(sumOfBits(parts))).toBeCloseTo(probabilityOf(nats), 12);
      expect(parts.map(({ part }) => part)).toEqual(contributionParts.filter((part) => part !== 'manual' && part !== 'law'));
    }),
  );
});
