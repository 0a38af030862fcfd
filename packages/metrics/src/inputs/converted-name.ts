import type { Columns } from '@audit/contract';

/** Where silver keeps an amount in the base currency: `<amount>_usd`; the amount itself where nothing is converted. */
export const convertedName = (silver: Columns, amount: string): string =>
  Object.keys(silver).find(
    (name) => name.startsWith(`${amount}_`) && /^_[a-z]{3}$/.test(name.slice(amount.length)) && silver[`${amount}_rate`] !== undefined,
  ) ?? amount;
