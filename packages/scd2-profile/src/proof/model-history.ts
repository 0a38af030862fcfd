import { setAttributes } from '@audit/contract/profile';
import { isoOf } from './model-instant.ts';
import { type Believed, inForce } from './model-belief.ts';
import { changedScalars, hashOf, type Profile, setDelta } from './model-profile.ts';
import type { ExpectedEvent } from './profile-case.ts';

/** What was believed about a customer after a load, until the next load that spoke of it. */
export interface Belief {
  readonly load: bigint;
  readonly versions: readonly Believed[];
  /** Whether a correction brought it about. */
  readonly isCorrected: boolean;
}

/** The time a version was in belief without a break: what a surrogate key and a number are given to (D41, D42). */
export interface Stay {
  readonly customer: string;
  readonly versionNum: number;
  readonly since: bigint;
  readonly start: bigint;
  /** Ends it was believed to have, each with the time of that belief; `until` is null while it lasts. */
  readonly ends: { readonly end: bigint | null; readonly from: bigint; until: bigint | null }[];
  /** As the newest belief that held it showed it. */
  shown: Believed;
}

const isSame = (a: Believed, b: Believed): boolean => a.start === b.start && a.material === b.material;
const isIn = (version: Believed, versions: readonly Believed[]): boolean => versions.some((other) => isSame(version, other));

/** From this load on the version is believed to end so, or (null) is not believed at all. */
const believe = (stay: Stay, load: bigint, version: Believed | null): void => {
  const last = stay.ends.at(-1);
  if (version !== null && last !== undefined && last.end === version.end) return;
  if (last !== undefined) last.until = load;
  if (version !== null) stay.ends.push({ end: version.end, from: load, until: null });
};

/** Follows each version through the beliefs of one customer, in the order they were held. */
export const staysOf = (customer: string, beliefs: readonly Belief[]): readonly Stay[] => {
  const stays: Stay[] = [];
  let open: readonly Stay[] = [];
  for (const { load, versions } of beliefs) {
    for (const stay of open) if (!isIn(stay.shown, versions)) believe(stay, load, null);
    open = versions.map((version): Stay => {
      const known = open.find((stay) => isSame(stay.shown, version));
      const stay = known ?? { customer, versionNum: stays.length + 1, since: load, start: version.start, ends: [], shown: version };
      if (known === undefined) stays.push(stay);
      believe(stay, load, version);
      stay.shown = version;
      return stay;
    });
  }
  return stays;
};

const described = (
  before: Profile | null,
  after: Profile | null,
): Pick<ExpectedEvent, 'previous_profile_hash' | 'new_profile_hash' | 'diff'> => {
  const [income, purpose] = setAttributes;
  return {
    previous_profile_hash: before && hashOf(before),
    new_profile_hash: after && hashOf(after),
    diff: {
      attributes: changedScalars(before, after),
      [income]: setDelta(before, after, income),
      [purpose]: setDelta(before, after, purpose),
    },
  };
};

/** How a version that was not believed before came in (D44). */
const entry = (version: Believed, versionNum: number, before: readonly Believed[], after: readonly Believed[]) => {
  const replaced = before.find(({ start }) => start === version.start);
  const previous = replaced ?? inForce(after, version.start - 1n);
  const isAppended = before.every(({ start }) => start < version.start);
  return {
    event_type: isAppended ? 'PROFILE_VERSION_CREATE' : 'PROFILE_VERSION_CORRECTION',
    change_kind: isAppended ? 'APPENDED' : replaced ? 'REPLACED' : 'INSERTED',
    rationale_code: isAppended ? (versionNum === 1 ? 'INITIAL_LOAD' : 'SOURCE_UPDATE') : 'CORRECTION',
    ...described(previous && previous.profile, version.profile),
  } as const;
};

/** A version that left and in whose place nothing starts. A replaced one is told by what replaced it. */
const exit = (version: Believed, after: readonly Believed[]) =>
  ({
    event_type: 'PROFILE_VERSION_CORRECTION',
    change_kind: 'WITHDRAWN',
    rationale_code: 'CORRECTION',
    ...described(version.profile, inForce(after, version.start)?.profile ?? null),
  }) as const;

/** Every entry into and exit from belief, by load and then by start. */
export const eventsOf = (customer: string, beliefs: readonly Belief[], stays: readonly Stay[]): readonly ExpectedEvent[] =>
  beliefs.flatMap(({ load, versions: after, isCorrected }, i) => {
    const before = beliefs[i - 1]?.versions ?? [];
    const numberOf = (version: Believed, at: bigint): number => {
      const held = stays.filter((stay) => isSame(stay.shown, version) && stay.since <= at);
      return held.at(-1)?.versionNum ?? 0;
    };
    const entered = after.filter((version) => !isIn(version, before));
    const left = before.filter((version) => !isIn(version, after) && !after.some(({ start }) => start === version.start));
    const told = [
      ...entered.map((version) => {
        const versionNum = numberOf(version, load);
        return { start: version.start, version_num: versionNum, ...entry(version, versionNum, before, after) };
      }),
      ...left.map((version) => ({ start: version.start, version_num: numberOf(version, load), ...exit(version, after) })),
    ];
    return told
      .toSorted((a, b) => (a.start < b.start ? -1 : 1))
      .map(({ start, ...event }) => ({
        ...event,
        ...(isCorrected ? { rationale_code: 'CORRECTION' as const } : {}),
        customer_id: customer,
        event_ts: isoOf(start),
        recorded_ts: isoOf(load),
      }));
  });
