import { goldDay } from '@audit/metrics';
import type { Snapshot } from '../snapshot/snapshot.ts';

const known = new WeakMap<Snapshot, ReadonlyMap<string, number>>();

/** Days the lake kept gold of when a version was first served, each with the newest version of it. */
export const goldDays = (snapshot: Snapshot): ReadonlyMap<string, number> => {
  const days = known.get(snapshot) ?? daysUpTo(snapshot);
  known.set(snapshot, days);
  return days;
};

const daysUpTo = ({ version, contents: { explain } }: Snapshot): ReadonlyMap<string, number> => {
  const { lake } = explain;
  const kept = lake.versions().filter((one) => one <= version);
  return new Map(
    kept.flatMap((one) => {
      const day = goldDay(lake.at(one));
      return day === undefined ? [] : [[day, one] as const];
    }),
  );
};
