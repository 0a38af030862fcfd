import { z } from 'zod';
import { isCurrency } from '../currency/currency-codes.ts';
import { setting } from './setting.ts';

/** Exchange rates. */
export const currencySettings = {
  'fx.base_currency': setting<string>({
    schema: z.string().refine(isCurrency),
    fallback: 'USD',
    description: 'Currency that amounts are converted to',
    expects: 'a code of ISO 4217, such as USD',
    reads: 'text',
    flag: null,
  }),
  'fx.max_age_days': setting<number>({
    schema: z.int().min(0).max(31),
    fallback: 7,
    description: 'How many days old a rate may be, where its source says no end of it',
    expects: 'a whole number from 0 to 31',
    reads: 'count',
    flag: null,
  }),
  'fx.rounding': setting<'half-away' | 'half-even'>({
    schema: z.enum(['half-away', 'half-even']),
    fallback: 'half-away',
    description: 'Where half of the smallest unit of a converted amount goes: away from zero, or to the even neighbour',
    expects: 'half-away or half-even',
    reads: 'text',
    flag: null,
  }),
  'fx.allowed_hosts': setting<readonly string[]>({
    schema: z.array(z.string().min(1)).readonly(),
    fallback: ['www.ecb.europa.eu'],
    description: 'Hosts that files of exchange rates may be fetched from',
    expects: 'a list of host names such as www.ecb.europa.eu',
    reads: 'list',
    flag: null,
    fromEnvironment: false,
  }),
} as const;
