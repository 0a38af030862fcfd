import { textLiteral } from '@audit/warehouse';

/** The day a UTC timestamp falls on in a zone, as SQL of the engine. */
export const zonedDay = (sql: string, zone: string): string => `CAST(TIMEZONE(${textLiteral(zone)}, TIMEZONE('UTC', ${sql})) AS DATE)`;
