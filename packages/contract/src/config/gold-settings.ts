import { z } from 'zod';
import { setting } from './setting.ts';

/** Silver to gold: the customer 360. */
export const goldSettings = {
  'gold.definitions': setting<string | null>({
    schema: z.string().min(1).nullable(),
    fallback: null,
    description: 'File of the metrics, scores, rules and alerts of the customer 360; the shipped one when not set',
    expects: 'the path of a file such as configs/silver_to_gold_metrics.json',
    reads: 'text',
    flag: '--definitions',
  }),
} as const;
