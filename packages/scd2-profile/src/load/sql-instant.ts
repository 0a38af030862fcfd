import { formatInstant, type Micros } from '@audit/contract';

/** An instant as the engine's casts read it: 2024-01-31 08:00:00.000000. */
export const sqlInstant = (micros: Micros): string => formatInstant(micros).replace('T', ' ').replace('Z', '');
