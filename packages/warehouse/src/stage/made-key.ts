import type { Made } from '../lake/table-state.ts';
import { hashOf } from './hash-of.ts';

/** The key of what made a table: two with the same key made the same rows. */
export const madeKey = ({ code, params, inputs, tables }: Omit<Made, 'key' | 'stage'>): string => hashOf([code, params, inputs, tables]);
