/** A random history of `rows` rows: in each batch some of them change, move, vanish or come back. */
export interface History {
  readonly seed: number;
  readonly rows: number;
  /** Percent of the rows that each batch touches; the first makes them all. */
  readonly shares: readonly number[];
}

// Mostly small, for only small batches are computed by key.
const percents = [1, 2, 0, 1, 60, 3, 1, 10, 2] as const;

/** The history of a seed: equal seeds give equal histories. */
export const historyOf = (seed: number, batches: number, rows = 500): History => ({
  seed,
  rows,
  shares: Array.from({ length: batches }, (_, batch) => (batch === 0 ? 100 : (percents[(seed * 31 + batch * 17) % percents.length] ?? 0))),
});

/**
 * The rows that live after a batch, as a relation for DuckDB: `i`, the number of the row, and `v`, which is another
 * number each time the row was touched. A query that computes its columns by `hash(i, v)` has a value for each touch.
 */
export const rowsAfter = ({ seed, rows, shares }: History, batch: number): string => {
  const salts = shares.slice(0, batch + 1).map((share, at) => `(${seed * 1000 + at}, ${share})`);
  const touches = `SELECT i, MAX(salt) AS v FROM range(${rows}) r(i), (VALUES ${salts.join(', ')}) b(salt, share) WHERE hash(i, salt) % 100 < share GROUP BY i`;
  return `(SELECT i, v FROM (${touches}) t WHERE hash(i, v, 'gone') % 10 > 0) alive`;
};
