import { formatInstant, type Micros, parseInstant } from '@audit/contract';

/** An instant as the engine's casts read it: 2024-01-31 08:00:00.000000. */
export const sqlInstant = (micros: Micros): string => formatInstant(micros).replace('T', ' ').replace('Z', '');

/** An instant as the engine prints it, the other way round; undefined where there is none. */
export const instantOfSql = (text: string | null | undefined): Micros | undefined =>
  text === null || text === undefined ? undefined : parseInstant(`${text.replace(' ', 'T')}Z`)?.micros;
