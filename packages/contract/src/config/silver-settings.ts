import { z } from 'zod';
import { choice, setting } from './setting.ts';

/** Bronze to silver. */
export const silverSettings = {
  'silver.mapping': setting<string | null>({
    schema: z.string().min(1).nullable(),
    fallback: null,
    description: 'File that says what becomes of the columns of bronze; the shipped one when not set',
    expects: 'the path of a file such as configs/bronze_to_silver_mapping.json',
    reads: 'text',
    flag: '--mapping',
  }),
  'silver.currency': setting<'on' | 'off'>({
    ...choice('', ['on', 'off'], 'on', 'Whether amounts are converted to the base currency'),
    flag: null,
  }),
} as const;
