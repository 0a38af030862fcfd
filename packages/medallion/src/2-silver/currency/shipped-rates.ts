import { fileURLToPath } from 'node:url';

/** Reference rates of the European Central Bank that come with the program, and their last day: the default until newer ones are imported. */
export const shippedRates = {
  path: fileURLToPath(new URL('../../../../../fixtures/fx/eurofxref-hist.zip', import.meta.url)),
  until: '2026-10-30',
} as const;
