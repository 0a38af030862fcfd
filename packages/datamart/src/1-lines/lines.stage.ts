import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { checkedLines } from './checked-lines.ts';
import { landedTransactions } from './landed-transactions.ts';

/** How rows with a negative quantity or total are taken. */
export const returnsPolicies = ['reject', 'net'] as const;
export type ReturnsPolicy = (typeof returnsPolicies)[number];
/** What to do with times after the clock of the run. */
export const futurePolicies = ['warn', 'refuse', 'allow'] as const;
export type FuturePolicy = (typeof futurePolicies)[number];

/** Landed records → typed lines, each with the first reason against it. Runs once a block, while the next block is read. */
export const linesStage = defineStage({
  id: 'datamart/lines',
  reads: { landed: { table: landedTransactions, by: 'whole' } },
  writes: checkedLines,
  params: z.strictObject({
    /** Zone of times without an offset. */
    input_tz: z.string(),
    returns: z.enum(returnsPolicies),
    future: z.enum(futurePolicies),
    /** The run's clock, ISO with Z. */
    clock: z.iso.datetime(),
  }),
  constants: { too_large: 'CAST(100000000000000000000 AS DECIMAL(38, 16))' },
  model: new URL('./lines.sql', import.meta.url),
});
