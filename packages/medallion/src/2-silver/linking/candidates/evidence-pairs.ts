import type { Families } from '../evidence/families.ts';
import type { SharedValues } from '../evidence/shared-values.ts';
import type { GrowingNumbers } from './growing-numbers.ts';
import { pairKey } from './name-candidates.ts';

/** A group of accounts that was too large to pair all of it. */
export interface LargeGroup {
  readonly what: 'family' | 'name' | 'names alike';
  readonly accounts: number;
  readonly pairs: number;
}

const pairUp = (members: ArrayLike<number>, into: GrowingNumbers): void => {
  for (let i = 1; i < members.length; i++) for (let j = 0; j < i; j++) into.push(pairKey(members[i]!, members[j]!));
};

/** Pairs of accounts that share a value; none is left out, for over-shared values are no evidence. */
export const valuePairs = ({ valueStart, accounts }: SharedValues, into: GrowingNumbers): void => {
  for (let value = 0; value + 1 < valueStart.length; value++) pairUp(accounts.subarray(valueStart[value], valueStart[value + 1]), into);
};

/** Pairs of accounts with one ultimate parent. @returns the families larger than `most`, which are not paired here */
export const familyPairs = ({ root, known }: Families, accounts: number, most: number, into: GrowingNumbers): readonly LargeGroup[] => {
  const members = new Map<number, number[]>();
  for (let account = 0; account < accounts; account++) {
    if (known[account] === 0) continue;
    const family = members.get(root[account]!);
    if (family === undefined) members.set(root[account]!, [account]);
    else family.push(account);
  }
  const large: LargeGroup[] = [];
  for (const family of members.values()) {
    if (family.length <= most) pairUp(family, into);
    else large.push({ what: 'family', accounts: family.length, pairs: (family.length * (family.length - 1)) / 2 });
  }
  return large;
};
