import { type ChangedRate, FileRefused, fxRates, inputFiles, instantOf, qualifiedName, RatesChanged } from '@audit/contract';
import {
  bindTable,
  type DuckDbEngine,
  keepTable,
  type Manifest,
  type Session,
  type TableState,
  textLiteral,
  type Workplace,
} from '@audit/warehouse';
import type { RatesDelivery } from './rates-delivery.ts';

/** Rates delivered; of them added, changed under `restate`, closed (they got their end), and known before. */
export interface RatesCounts {
  readonly received: number;
  readonly added: number;
  readonly changed: number;
  readonly closed: number;
  readonly known: number;
}

interface Merging {
  readonly place: Workplace<DuckDbEngine>;
  readonly session: Session;
  readonly parent: Manifest;
  readonly delivery: RatesDelivery;
  readonly run: { readonly runId: string; readonly restate: boolean };
  /** How many rates are bound as `given`. */
  readonly received: number;
}

interface Merged {
  readonly counts: RatesCounts;
  /** The first changed ones. */
  readonly changed: readonly ChangedRate[];
  /** The tables as they are then; none where there never was a rate. */
  readonly sources: Readonly<Record<string, TableState>>;
}

const sameRate = 'k.source = g.source AND k.base = g.base AND k.quote = g.quote AND k.valid_from = g.valid_from';
const columns = 'source, base, quote, valid_from, valid_to, rate, source_version, loaded_at';
const shown = 100;

/**
 * Brings the rates bound as `given` into the tables of the lake, and notes the delivery; where all are known the tables stay as they are.
 *
 * @throws RatesChanged, FileRefused
 */
export const mergeRates = async (merging: Merging): Promise<Merged> => {
  const { place, session, parent, delivery, run, received } = merging;
  const was = parent.tables[qualifiedName(fxRates)];
  await bindTable(session, 'kept', place.lake, fxRates, was);
  const stamp = `${textLiteral(delivery.sha256)} AS source_version, CAST(${textLiteral(place.folder.clock.replace('Z', ''))} AS TIMESTAMP) AS loaded_at`;
  const added = await session.materialise('fx_new', `SELECT g.*, ${stamp} FROM given g ANTI JOIN kept k ON ${sameRate}`);
  const changedRows = await session.materialise(
    'fx_changed',
    `SELECT g.*, ${stamp}, k.rate AS was FROM given g JOIN kept k ON ${sameRate} WHERE k.rate <> g.rate`,
  );
  const closed = await session.materialise(
    'fx_closed',
    `SELECT g.*, ${stamp} FROM given g JOIN kept k ON ${sameRate} WHERE k.rate = g.rate AND k.valid_to IS DISTINCT FROM g.valid_to`,
  );
  const changed = await changedRates(session);
  if (changedRows > 0 && !run.restate) throw new RatesChanged(delivery.label, changedRows, changed);
  const counts = { received, added, changed: changedRows, closed, known: received - added - changedRows - closed };
  if (added + changedRows + closed === 0) return { counts, changed, sources: was === undefined ? {} : { [qualifiedName(fxRates)]: was } };
  const news = `SELECT ${columns} FROM fx_changed UNION ALL SELECT ${columns} FROM fx_closed`;
  const gone = await session.materialise('fx_gone', `SELECT ${columns} FROM kept k SEMI JOIN (${news}) g ON ${sameRate}`);
  const come = await session.materialise('fx_come', `SELECT ${columns} FROM fx_new UNION ALL ${news}`);
  await refuseOverlaps(session, delivery.label);
  const rates = await keepTable(session, place, fxRates, was, {
    removed: { name: 'fx_gone', rows: gone },
    added: { name: 'fx_come', rows: come },
  });
  const files = await noteFile(merging);
  const states = { [qualifiedName(fxRates)]: rates, [qualifiedName(inputFiles)]: files };
  const sources = Object.fromEntries(Object.entries(states).flatMap(([name, state]) => (state === undefined ? [] : [[name, state]])));
  return { counts, changed, sources };
};

const changedRates = async (session: Session): Promise<readonly ChangedRate[]> => {
  const order = 'ORDER BY valid_from DESC, source, base, quote';
  const rows = await session.evidence(`SELECT source, base, quote, valid_from, was, rate AS "is" FROM fx_changed ${order}`, shown);
  return rows as readonly Readonly<Record<string, string>>[] as readonly ChangedRate[] & typeof rows;
};

/** Two rates for one day would be two truths. */
const refuseOverlaps = async (session: Session, label: string): Promise<void> => {
  const [overlap] = await session.evidence(
    `SELECT source, base || '/' || quote AS pair, valid_from, valid_to, next FROM (
       SELECT *, LEAD(valid_from) OVER (PARTITION BY source, base, quote ORDER BY valid_from) AS next FROM (
         SELECT source, base, quote, valid_from, valid_to FROM fx_come
         UNION ALL SELECT k.source, k.base, k.quote, k.valid_from, k.valid_to FROM kept k ANTI JOIN fx_gone g ON ${sameRate}) AS rates) AS followed
     WHERE next < valid_to ORDER BY source, pair, valid_from`,
    1,
  );
  if (overlap === undefined) return;
  const { source, pair, valid_from: from, valid_to: to, next } = overlap;
  throw new FileRefused(
    label,
    'NOT_RATES',
    null,
    `the rate of ${source} for ${pair} from ${from} to ${to} overlaps the next one, from ${next}`,
    {
      remedy: 'let each end where the next begins',
    },
  );
};

const noteFile = async ({ session, place, parent, delivery, received, run }: Merging): Promise<TableState | undefined> => {
  const { label, kind, sha256, bytes } = delivery;
  await session.bindRows('fx_file', inputFiles, [
    {
      source_id: sha256.slice(0, 16),
      sha256,
      path: label,
      kind: `exchange rates (${kind})`,
      format: 'csv',
      bytes: BigInt(bytes),
      received: BigInt(received),
      accepted: BigInt(received),
      quarantined: 0n,
      run_id: run.runId,
      loaded_at: instantOf(place.folder.clock),
    },
  ]);
  return await keepTable(session, place, inputFiles, parent.tables[qualifiedName(inputFiles)], { added: { name: 'fx_file', rows: 1 } });
};
