import { createHash } from 'node:crypto';
import {
  AuditError,
  type ChangedRate,
  FileRefused,
  fxRates,
  inputFiles,
  type Micros,
  parseInstant,
  qualifiedName,
  RatesChanged,
} from '@audit/contract';
import {
  bindTable,
  defineJob,
  type DuckDbEngine,
  keepTable,
  type Lake,
  type LakeLock,
  type Manifest,
  openWorkplace,
  runJob,
  type Session,
  type TableState,
  textLiteral,
  type Workplace,
} from '@audit/warehouse';
import { fxConversionsStage } from './fx-conversions.stage.ts';
import { judgeRates } from './judged-rates.ts';
import type { RatesDelivery } from './rates-delivery.ts';

/** Who imports, and what rates are for. */
export interface RatesRun {
  readonly runId: string;
  /** ISO with microseconds and Z. */
  readonly clock: string;
  /** Currency amounts are converted to. */
  readonly base: string;
  /** How old a rate may be, in days. */
  readonly maxAgeDays: number;
  /** Changed rates take the place of those the lake has. */
  readonly restate: boolean;
}

/** What an import did. */
export interface RatesImport {
  readonly label: string;
  readonly kind: RatesDelivery['kind'];
  readonly sha256: string;
  /** Rates delivered; of them added, changed under `restate`, closed (they got their end), and known before. */
  readonly counts: {
    readonly received: number;
    readonly added: number;
    readonly changed: number;
    readonly closed: number;
    readonly known: number;
  };
  /** The first changed ones. */
  readonly changed: readonly ChangedRate[];
  /** The version published, or the one there was where nothing is new. */
  readonly manifest: Manifest;
}

const sameRate = 'k.source = g.source AND k.base = g.base AND k.quote = g.quote AND k.valid_from = g.valid_from';
const columns = 'source, base, quote, valid_from, valid_to, rate, source_version, loaded_at';
const shown = 100;

/** Rates without an end of their own are written out until the end of the year after the run. */
const untilOf = (clock: string): string => `${Number(clock.slice(0, 4)) + 2}-01-01`;

const importJob = ({ base, maxAgeDays, clock }: RatesRun) =>
  defineJob('fx-import', ({ source, run }) => {
    run(fxConversionsStage, { rates: source(fxRates) }, { base, max_age: maxAgeDays, until: untilOf(clock) });
  });

/**
 * Brings delivered rates into `ops_fx_rates`, and `ops_fx_conversions` up to date with them, in one commit. A delivery is its content: what the
 * lake has already makes no version. The caller holds the lock.
 *
 * @param deliver what is imported; may bind relations of its own in the session
 * @throws InputRefused, FileRefused; RatesChanged for rates that are not those the lake has, unless they are to be restated
 */
export const importRates = async (
  engine: DuckDbEngine,
  lake: Lake,
  lock: LakeLock,
  deliver: (session: Session, parent: Manifest) => RatesDelivery | Promise<RatesDelivery>,
  run: RatesRun,
): Promise<RatesImport> => {
  const parent = lake.head();
  const runKey = createHash('sha256')
    .update(JSON.stringify(['fx-import', parent.version, run.runId]))
    .digest('hex')
    .slice(0, 24);
  const folder = lake.stage(lock, runKey, run.clock);
  try {
    await using place = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
    const session = await place.session();
    const delivery = await deliver(session, parent);
    const received = await judgeRates(session, delivery);
    const { counts, changed, sources } = await mergeRates(place, session, parent, delivery, run, received);
    if (sources[qualifiedName(fxRates)] === undefined) throw new FileRefused(delivery.label, 'EMPTY_INPUT', null, 'it holds no rates');
    const accounts = [{ step: `fx-import/${delivery.kind}`, mode: 'land' as const, why: delivery.label, seconds: 0, counts }];
    const manifest = await runJob(engine, lake, lock, importJob(run), {
      runId: run.runId,
      clock: run.clock,
      parent,
      sources,
      runKey,
      place,
      accounts,
    });
    return { label: delivery.label, kind: delivery.kind, sha256: delivery.sha256, counts, changed, manifest };
  } catch (error) {
    if (error instanceof AuditError && (error.exitCode === 2 || error.exitCode === 3)) folder.drop();
    throw error;
  }
};

const mergeRates = async (
  place: Workplace<DuckDbEngine>,
  session: Session,
  parent: Manifest,
  delivery: RatesDelivery,
  run: RatesRun,
  received: number,
): Promise<{
  readonly counts: RatesImport['counts'];
  readonly changed: readonly ChangedRate[];
  readonly sources: Readonly<Record<string, TableState>>;
}> => {
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
  await session.materialise('fx_gone', `SELECT k.* FROM kept k SEMI JOIN (${news}) g ON ${sameRate}`);
  await session.materialise('fx_come', `SELECT ${columns} FROM fx_new UNION ALL ${news}`);
  await refuseOverlaps(session, delivery.label);
  const rates = await keepTable(session, place, fxRates, was, {
    ...(changedRows + closed === 0 ? {} : { removed: `SELECT ${columns} FROM fx_gone` }),
    added: `SELECT ${columns} FROM fx_come`,
  });
  const files = await noteFile(session, place, parent, delivery, counts, run);
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

const noteFile = async (
  session: Session,
  place: Workplace<DuckDbEngine>,
  parent: Manifest,
  { label, kind, sha256, bytes }: RatesDelivery,
  { received }: RatesImport['counts'],
  { runId }: RatesRun,
): Promise<TableState | undefined> => {
  const loadedAt = parseInstant(place.folder.clock)?.micros ?? (0n as Micros);
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
      run_id: runId,
      loaded_at: loadedAt,
    },
  ]);
  return await keepTable(session, place, inputFiles, parent.tables[qualifiedName(inputFiles)], { added: 'SELECT * FROM fx_file' });
};
