import type { ExtractPlace } from '@audit/medallion';
import { counted, grouped } from '../../output/quantity.ts';
import type { Progress } from '../../output/progress.ts';

/** Shows how many rows of each table have come, and how fast. */
export const rowsOn = (progress: Progress): ExtractPlace['onRows'] => {
  const started = new Map<string, number>();
  return ({ table, rows, total }) => {
    const from = started.get(table) ?? performance.now();
    started.set(table, from);
    const seconds = (performance.now() - from) / 1000;
    const speed = seconds < 0.1 ? '' : `  ${grouped(Math.round(rows / seconds))} rows/s`;
    const of = total === undefined ? '' : ` of ${grouped(total)}`;
    progress.advance({ label: `${table}  ${counted(rows, 'row')}${of}${speed}` });
  };
};
