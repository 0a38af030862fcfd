import type { Families } from '../evidence/families.ts';
import { type AccountGroups, groupsOf } from './account-groups.ts';

/** A group of accounts that was too large to pair all of it. */
export interface LargeGroup {
  readonly what: 'family' | 'name' | 'names alike';
  readonly accounts: number;
  readonly pairs: number;
}

/** Pairs among so many. */
export const pairsAmong = (accounts: number): number => (accounts * (accounts - 1)) / 2;

/**
 * Accounts with one ultimate parent, by it; those of a family of more than `most` are in none.
 *
 * @param sizes of the families by their heads, where these accounts are some of more
 */
export const familyGroups = (
  { root, known }: Pick<Families, 'root' | 'known'>,
  accounts: number,
  most: number,
  sizes: Int32Array = familySizes({ root, known }, accounts),
): { readonly groups: AccountGroups; readonly large: readonly LargeGroup[] } => {
  const familyOf = new Int32Array(accounts).fill(-1);
  for (let account = 0; account < accounts; account++)
    if (known[account] === 1 && sizes[root[account]!]! <= most) familyOf[account] = root[account]!;
  const large = Array.from(
    sizes.filter((size) => size > most),
    (size) => ({ what: 'family' as const, accounts: size, pairs: pairsAmong(size) }),
  );
  return { groups: groupsOf(familyOf, root.length), large };
};

const familySizes = ({ root, known }: Pick<Families, 'root' | 'known'>, accounts: number): Int32Array => {
  const sizes = new Int32Array(root.length);
  for (let account = 0; account < accounts; account++) if (known[account] === 1) sizes[root[account]!]!++;
  return sizes;
};
