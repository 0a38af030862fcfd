import type { Recommendation } from './customer360.ts';

const under = new Set(['requested', 'running']);

/** Whether somebody acted on it, and it is neither done nor failed nor taken back. */
export const isUnderWay = ({ execution }: Pick<Recommendation, 'execution'>): boolean => execution !== null && under.has(execution.state);

/** Half as long as nothing has happened, but at least one second and at most fifteen. */
const waitMs = (quietMs: number): number => Math.min(15_000, Math.max(1000, quietMs / 2));

/** When to ask again how actions go, in milliseconds; false while none is under way. */
export const pollMs = (items: readonly Pick<Recommendation, 'execution'>[], nowMs: number): number | false => {
  const changed = items.filter(isUnderWay).map(({ execution }) => Date.parse(execution?.updated_at ?? ''));
  return changed.length === 0 ? false : waitMs(nowMs - Math.max(...changed));
};
