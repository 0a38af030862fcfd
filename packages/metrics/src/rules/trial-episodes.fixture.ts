import { customerAlerts, customerRecommendations, goldLineage, sqlType, type Table } from '@audit/contract';
import type { Session } from '@audit/warehouse';

const empty = (table: Table): string =>
  Object.entries(table.columns)
    .filter(([name]) => !Object.hasOwn(goldLineage, name))
    .map(([name, { type }]) => `CAST(NULL AS ${sqlType(type, 'duckdb')}) AS ${name}`)
    .join(', ');

/** Binds the state of a first run: no alert and no recommendation was ever made. */
export const bindNoEpisodes = async (session: Session): Promise<void> => {
  await session.materialise('alerts_before', `SELECT ${empty(customerAlerts)} WHERE FALSE`);
  await session.materialise('recommendations_before', `SELECT ${empty(customerRecommendations)} WHERE FALSE`);
};
