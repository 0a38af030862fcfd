import { quote } from '@audit/contract';
import { profileObservations, standardizedProfiles } from '@audit/contract/profile';
import { clusterOrder, type FileRef, modelSql, type Publication, type Session } from '@audit/warehouse';
import { standardizedSql, type Standardizing } from '../1-standardize/standardized-sql.ts';
import { type Feed, observationsStage } from './observations.stage.ts';

/** Files a batch adds to silver and to the observation log. */
export interface Observed {
  readonly standardized: readonly FileRef[];
  readonly observations: readonly FileRef[];
  readonly records: number;
}

export const nothingObserved: Observed = { standardized: [], observations: [], records: 0 };

/**
 * Brings `delivered` into the stored form and into observations. The stored form goes straight to its file: the first load of a bank
 * does not fit in memory.
 *
 * @param session with `delivered` bound @param name of the relation of stored profiles; that of observations is `<name>_observations`
 */
export const observe = async (
  session: Session,
  { lake, folder }: Publication,
  name: string,
  feed: Feed,
  options: Standardizing,
): Promise<Observed> => {
  const path = folder.file(`${name}.parquet`);
  const columns = Object.keys(standardizedProfiles.columns).map((column) => quote(column));
  const sql = await standardizedSql(session, options);
  const records = await session.write(
    `SELECT ${columns.join(', ')} FROM (${sql}) s WHERE problem IS NULL ${clusterOrder(standardizedProfiles)}`,
    path,
  );
  if (records === 0) {
    await session.bindFiles(name, standardizedProfiles, []);
    await session.bindFiles(`${name}_observations`, profileObservations, []);
    return nothingObserved;
  }
  const standardized = folder.adopt(standardizedProfiles, path, records);
  await session.bindFiles(name, standardizedProfiles, [lake.path(standardized)]);
  const observationPath = folder.file(`${name}.observations.parquet`);
  await session.bindSql('standardized', `SELECT * FROM ${quote(name)}`);
  const model = modelSql(observationsStage, session.engine, { feed });
  await session.write(`SELECT * FROM (${model}) o ${clusterOrder(profileObservations)}`, observationPath);
  const observations = folder.adopt(profileObservations, observationPath, records);
  await session.bindFiles(`${name}_observations`, profileObservations, [lake.path(observations)]);
  return { standardized: [standardized], observations: [observations], records };
};
