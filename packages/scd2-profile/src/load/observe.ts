import { quote } from '@audit/contract';
import { type HashVersion, profileObservations, standardizedProfiles } from '@audit/contract/profile';
import { clusterOrder, type FileRef, modelSql, type Publication, type Session } from '@audit/warehouse';
import { standardizeDelivery } from './standardize-delivery.ts';
import { observationsStage, type Voice } from '../3-observe/observations.stage.ts';

/** Files a batch adds to silver and to the observation log. */
export interface Observed {
  readonly standardized: readonly FileRef[];
  readonly observations: readonly FileRef[];
  readonly records: number;
}

export const nothingObserved: Observed = { standardized: [], observations: [], records: 0 };

/** What is to be observed. */
export interface Telling {
  /** Query that yields delivered records. */
  readonly records: string;
  /** Relation of stored profiles that is bound; that of observations is `<name>_observations`. */
  readonly name: string;
  readonly feed: Voice;
  /** Whether spellings become codes of the catalogs, bound as `codes`. */
  readonly mapping: boolean;
  /** Rules of the lake by which profiles are hashed. */
  readonly hashVersion: HashVersion;
}

/**
 * Brings delivered records into the stored form and into observations. The stored form goes straight to its file: the first load of a bank
 * does not fit in memory.
 */
export const observe = async (
  session: Session,
  { lake, folder }: Publication,
  { records: told, name, feed, mapping, hashVersion }: Telling,
): Promise<Observed> => {
  const path = folder.file(`${name}.parquet`);
  const columns = Object.keys(standardizedProfiles.columns).map((column) =>
    // A correction without a profile takes back; it does not say that the customer is gone.
    column === 'kind' && feed === 'correction' ? `CASE WHEN kind = 'delete' THEN 'retract' ELSE kind END AS kind` : quote(column),
  );
  await standardizeDelivery(session, { records: told, mapping, hashVersion });
  const records = await session.write(
    `SELECT ${columns.join(', ')} FROM standardized_delivery WHERE problem IS NULL ${clusterOrder(standardizedProfiles)}`,
    path,
  );
  const standardized = records === 0 ? [] : [folder.adopt(standardizedProfiles, path, records)];
  await session.bindFiles(
    name,
    standardizedProfiles,
    standardized.map((file) => lake.path(file)),
  );
  await session.bindSql('standardized', `SELECT * FROM ${quote(name)}`);
  if (records === 0) {
    await session.bindFiles(`${name}_observations`, profileObservations, []);
    return nothingObserved;
  }
  const observationPath = folder.file(`${name}.observations.parquet`);
  const model = modelSql(observationsStage, session.engine, { feed });
  await session.write(`SELECT * FROM (${model}) o ${clusterOrder(profileObservations)}`, observationPath);
  const observations = folder.adopt(profileObservations, observationPath, records);
  await session.bindFiles(`${name}_observations`, profileObservations, [lake.path(observations)]);
  return { standardized, observations: [observations], records };
};
