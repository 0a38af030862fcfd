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
  /** How a claim corrects what a source says; null for what a source says itself. */
  readonly correction: Correction | null;
}

/** `end` is null where it holds until the next known change; one that retracts says nothing itself. */
interface Correction {
  readonly end: bigint | null;
  readonly retracts: boolean;
}

/** A version as it is believed: `material` from `start` to `end`, shown as `profile`. */
export interface Believed {
  readonly start: bigint;
  readonly end: bigint | null;
  readonly material: string;
  readonly profile: Profile;
}

export const isLaterLoaded = (a: Claim, b: Claim): boolean => (a.load === b.load ? a.position > b.position : a.load > b.load);

/** Whether one claim is believed more than another (D36): any correction more than any source, of two corrections the later loaded. */
const outranks = (a: Claim, b: Claim): boolean => {
  if (a.correction !== null || b.correction !== null) return a.correction !== null && (b.correction === null || isLaterLoaded(a, b));
  if (a.extract !== b.extract) return a.extract > b.extract;
  return isLaterLoaded(a, b);
};

/** A source that shows rows as they are says: nothing happened from this row's change until I looked (D34). */
const denies = (later: Claim, earlier: Claim): boolean =>
  later.correction === null &&
  earlier.correction === null &&
  later.batch !== earlier.batch &&
  outranks(later, earlier) &&
  later.valid < earlier.valid &&
  earlier.valid <= later.extract;

/** What was taken back is gone: of a source for good, of a correction unless it was loaded later. */
const upheld = (claims: readonly Claim[]): readonly Claim[] => {
  const retracts = claims.filter(({ correction }) => correction?.retracts === true);
  const isGone = (claim: Claim): boolean =>
    retracts.some((retract) => retract.valid === claim.valid && (claim.correction === null || isLaterLoaded(retract, claim)));
  return claims.filter((claim) => claim.correction?.retracts !== true && !isGone(claim));
};

/** A claim that holds to its end, whatever happens in between. */
const isPortion = ({ correction }: Claim): boolean => correction !== null && correction.end !== null;
const covers = ({ valid, correction }: Claim, at: bigint): boolean => valid <= at && at <= (correction?.end ?? at);

/** The strongest claim of each instant, in time order. */
const strongest = (claims: readonly Claim[]): readonly Claim[] => {
  const order = (a: Claim, b: Claim): number => (a.valid === b.valid ? (outranks(a, b) ? -1 : 1) : a.valid < b.valid ? -1 : 1);
  return claims.toSorted(order).filter((claim, i, sorted) => sorted[i - 1]?.valid !== claim.valid);
};

/** What counts at an instant: the portion loaded last, or a correction loaded after it that starts in it; without one the last point. */
const countsAt = (at: bigint, points: readonly Claim[], portions: readonly Claim[]): Claim | null => {
  const ruling = portions.filter((portion) => covers(portion, at)).reduce<Claim | null>((a, b) => (a && isLaterLoaded(a, b) ? a : b), null);
  if (ruling === null) return points.findLast(({ valid }) => valid <= at) ?? null;
  const within = (point: Claim): boolean =>
    point.correction !== null && ruling.valid <= point.valid && point.valid <= at && isLaterLoaded(point, ruling);
  return points.findLast(within) ?? ruling;
};

/** The instants at which what counts may change, each with what counts then; a source alone changes it at its own. */
const statesOf = (claims: readonly Claim[]) => {
  const portions = claims.filter(isPortion);
  const points = strongest(claims.filter((claim) => !isPortion(claim)));
  const instants = [
    ...points.map(({ valid }) => valid),
    ...portions.flatMap(({ valid, correction }) => [valid, (correction?.end ?? 0n) + 1n]),
  ];
  return [...new Set(instants)]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((valid) => {
      const profile = countsAt(valid, points, portions)?.profile ?? null;
      return { valid, profile, material: profile && materialOf(profile) };
    });
};

/** What all claims about one customer amount to, whatever order they came in: maximal intervals of one material state. */
export const believedFrom = (claims: readonly Claim[], feed: Feed): readonly Believed[] => {
  const kept = upheld(claims);
  const states = statesOf(feed === 'snapshot' ? kept.filter((claim) => !kept.some((other) => denies(other, claim))) : kept);
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
