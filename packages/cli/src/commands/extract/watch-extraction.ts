import type { ExtractPlace } from '@audit/medallion';
import { counted, grouped } from '../../output/quantity.ts';
import type { Progress } from '../../output/progress.ts';

/** Shows how many rows of each table have come, how fast, and what is used of the quota of its source. @param millis a clock */
export const rowsOn = (progress: Progress, millis: () => number = () => performance.now()): ExtractPlace['onRows'] => {
  const started = new Map<string, number>();
  return ({ table, rows, total, quota }) => {
    const from = started.get(table) ?? millis();
    started.set(table, from);
    const seconds = (millis() - from) / 1000;
    const speed = seconds < 0.1 ? '' : `  ${grouped(Math.round(rows / seconds))} rows/s`;
    const of = total === undefined ? '' : ` of ${grouped(total)}`;
    const used = quota === undefined ? '' : `  ${grouped(quota.used)} of ${grouped(quota.limit)} requests of the day`;
    progress.advance({ label: `${table}  ${counted(rows, 'row')}${of}${speed}${used}` });
  };
};
