import { materialOf, type Profile } from './model-profile.ts';
import type { Feed } from './profile-case.ts';

/** What one accepted record says: from `valid` on the customer was so, or (null) was gone. */
export interface Claim {
  readonly valid: bigint;
  readonly extract: bigint;
  readonly load: bigint;
  readonly batch: string;
  readonly position: number;
  readonly profile: Profile | null;
}

/** A version as it is believed: `material` from `start` to `end`, shown as `profile`. */
export interface Believed {
  readonly start: bigint;
  readonly end: bigint | null;
  readonly material: string;
  readonly profile: Profile;
}

/** Whether one claim is believed more than another (D36). */
const outranks = (a: Claim, b: Claim): boolean => {
  if (a.extract !== b.extract) return a.extract > b.extract;
  return a.load === b.load ? a.position > b.position : a.load > b.load;
};

/** A source that shows rows as they are says: nothing happened from this row's change until I looked (D34). */
const denies = (later: Claim, earlier: Claim): boolean =>
  later.batch !== earlier.batch && outranks(later, earlier) && later.valid < earlier.valid && earlier.valid <= later.extract;

/** The strongest claim of each instant, in time order. */
const strongest = (claims: readonly Claim[]): readonly Claim[] => {
  const order = (a: Claim, b: Claim): number => (a.valid === b.valid ? (outranks(a, b) ? -1 : 1) : a.valid < b.valid ? -1 : 1);
  return claims.toSorted(order).filter((claim, i, sorted) => sorted[i - 1]?.valid !== claim.valid);
};

/** What all claims about one customer amount to, whatever order they came in: maximal intervals of one material state. */
export const believedFrom = (claims: readonly Claim[], feed: Feed): readonly Believed[] => {
  const standing = feed === 'snapshot' ? claims.filter((claim) => !claims.some((other) => denies(other, claim))) : claims;
  const states = strongest(standing).map(({ valid, profile }) => ({ valid, profile, material: profile && materialOf(profile) }));
  const turns = states.map((_, i) => i).filter((i) => i === 0 || states[i]?.material !== states[i - 1]?.material);
  return turns.flatMap((from, k) => {
    const next = turns[k + 1];
    const [first, last] = [states[from], states[(next ?? states.length) - 1]];
    if (!first?.profile || !last?.profile || first.material === null) return [];
    const end = next === undefined ? null : (states[next]?.valid ?? 0n) - 1n;
    return [{ start: first.valid, end, material: first.material, profile: last.profile }];
  });
};

export const inForce = (belief: readonly Believed[], at: bigint): Believed | null =>
  belief.find(({ start, end }) => start <= at && (end === null || at <= end)) ?? null;
