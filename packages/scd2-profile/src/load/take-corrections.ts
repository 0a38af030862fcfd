import { qualifiedName } from '@audit/contract';
import { deliveredCorrections, profileCorrections, profileObservations, profileState } from '@audit/contract/profile';
import {
  appendSource,
  bindTable,
  clusterOrder,
  type DuckDbEngine,
  type Manifest,
  modelSql,
  type Publication,
  type Session,
} from '@audit/warehouse';
import { judgedCorrectionsStage } from '../1-standardize/judged-corrections.stage.ts';
import type { DeliveredBatch } from '../0-deliver/delivered-batch.ts';
import { correctionDelivery } from '../0-deliver/delivery.ts';
import type { Quarantined } from '../0-deliver/keep-quarantine.ts';
import { deliverBatch } from '../0-deliver/deliver-batch.ts';
import type { Refusal } from '../0-deliver/keep-records.ts';
import { quarantineCorrections } from '../0-deliver/quarantine-corrections.ts';
import type { PlacedBatch } from './profile-batch.ts';
import type { States } from './publish-history.ts';

/** What a batch of corrections is taken in with. */
interface Taking extends Publication {
  readonly engine: DuckDbEngine;
  readonly session: Session;
  readonly parent: Manifest;
  readonly batch: PlacedBatch;
}

const columns = Object.keys(profileCorrections.columns).join(', ');

/**
 * Takes in a batch of corrections: bronze, quarantine, and the accepted ones. Binds `judged_corrections`, `delivered_corrections` and
 * `new_corrections`.
 */
export const takeCorrections = async (
  taking: Taking,
  states: States,
  refusal: Refusal,
): Promise<{ readonly delivered: DeliveredBatch; readonly quarantined: Quarantined }> => {
  const { engine, session, lake, parent, batch } = taking;
  const delivered = await deliverBatch(engine, session, taking, batch, refusal, correctionDelivery);
  const { file } = delivered;
  const bronze = qualifiedName(deliveredCorrections);
  states[bronze] = await appendSource(session, taking, deliveredCorrections, parent.tables[bronze], { added: file === null ? [] : [file] });
  await session.bindFiles('delivered_corrections', deliveredCorrections, file === null ? [] : [lake.dataFile(file)]);
  await bindTable(session, 'known_customers', lake, profileState, parent.tables[qualifiedName(profileState)]);
  await bindTable(session, 'logged_observations', lake, profileObservations, parent.tables[qualifiedName(profileObservations)]);
  await bindTable(session, 'earlier_corrections', lake, profileCorrections, parent.tables[qualifiedName(profileCorrections)]);
  await session.materialise('judged_corrections', modelSql(judgedCorrectionsStage, session.engine, {}));
  const quarantined = await quarantineCorrections(session, taking, parent, batch, delivered, refusal);
  await keepAccepted(taking, states);
  return { delivered, quarantined };
};

const keepAccepted = async (taking: Taking, states: States): Promise<void> => {
  const { session, lake, folder, parent } = taking;
  const path = folder.file('corrections.parquet');
  const accepted = `SELECT ${columns} FROM judged_corrections WHERE problem IS NULL`;
  const rows = await session.write(`${accepted} ${clusterOrder(profileCorrections)}`, path);
  const added = rows === 0 ? [] : [folder.adopt(profileCorrections, path, rows)];
  const name = qualifiedName(profileCorrections);
  states[name] = await appendSource(session, taking, profileCorrections, parent.tables[name], { added });
  await session.bindFiles(
    'new_corrections',
    profileCorrections,
    added.map((ref) => lake.path(ref)),
  );
};
