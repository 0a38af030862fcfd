import { ManualContradiction } from '@audit/contract';
import { Components } from '../clusters/components.ts';
import type { ManualLink, ManualLinks } from './manual-links.ts';

/** A link of people between two accounts by number, the smaller one first. */
export interface ManualPair {
  readonly a: number;
  readonly b: number;
  readonly link: ManualLink;
}

/** What people decided, of the accounts there are. */
export interface ManualEffect {
  readonly pairs: readonly ManualPair[];
  /** Entries that name an account there is none of: kept, without effect. */
  readonly unknown: readonly ManualLink[];
}

/** Entries as pairs of accounts. @throws ManualContradiction when entries cannot all hold */
export const manualEffect = (manual: ManualLinks, ids: readonly string[]): ManualEffect => {
  refuseContradictions(manual);
  const wanted = new Set(manual.links.flatMap(({ a, b }) => [a, b]));
  const numbers = new Map<string, number>();
  if (wanted.size > 0) ids.forEach((id, number) => wanted.has(id) && numbers.set(id, number));
  const pairs: ManualPair[] = [];
  const unknown: ManualLink[] = [];
  for (const link of manual.links) {
    const [a, b] = [numbers.get(link.a), numbers.get(link.b)];
    if (a === undefined || b === undefined) unknown.push(link);
    else pairs.push({ a: Math.min(a, b), b: Math.max(a, b), link });
  }
  // Of several entries for a pair the last counts: nothing beats that they are two.
  const isLast = ({ link }: ManualPair): number => (link.type === 'different' ? 1 : 0);
  return { pairs: pairs.toSorted((x, y) => isLast(x) - isLast(y)), unknown };
};

/** Accounts that are said to be one, directly or through others, may not be said to be two. @throws ManualContradiction */
export const refuseContradictions = ({ label, links }: ManualLinks): void => {
  const numbers = new Map<string, number>();
  for (const { a, b } of links) for (const id of [a, b]) if (!numbers.has(id)) numbers.set(id, numbers.size);
  const same = links.filter(({ type }) => type === 'same');
  const components = new Components(numbers.size);
  for (const { a, b } of same) components.join(numbers.get(a)!, numbers.get(b)!);
  const broken = links.find(({ a, b, type }) => type !== 'same' && components.of(numbers.get(a)!) === components.of(numbers.get(b)!));
  if (broken !== undefined) throw new ManualContradiction(label, broken, shortestPath(same, broken.a, broken.b));
};

/** Entries that lead from one account to another, as few as there can be: breadth first. */
const shortestPath = (same: readonly ManualLink[], from: string, to: string): readonly ManualLink[] => {
  const cameBy = new Map<string, { readonly link: ManualLink; readonly from: string } | undefined>([[from, undefined]]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined && !cameBy.has(to); at = queue.shift())
    for (const link of same) {
      const next = link.a === at ? link.b : link.b === at ? link.a : undefined;
      if (next === undefined || cameBy.has(next)) continue;
      cameBy.set(next, { link, from: at });
      queue.push(next);
    }
  const path: ManualLink[] = [];
  for (let step = cameBy.get(to); step !== undefined; step = cameBy.get(step.from)) path.unshift(step.link);
  return path;
};
