import { type ChangedRate, FileRefused, fxRates, isRefusal, qualifiedName } from '@audit/contract';
import { defineJob, type DuckDbEngine, type Lake, type LakeLock, type Manifest, openWorkplace, runJob, runKeyOf } from '@audit/warehouse';
import { fxConversionsStage } from './fx-conversions.stage.ts';
import { judgeRates } from './judged-rates.ts';
import { mergeRates, type RatesCounts } from './merge-rates.ts';
import type { DeliverRates, RatesDelivery } from './rates-delivery.ts';

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
  readonly counts: RatesCounts;
  /** The first changed ones. */
  readonly changed: readonly ChangedRate[];
  /** The version published, or the one there was where nothing is new. */
  readonly manifest: Manifest;
  /** Whether a version was published. */
  readonly isNew: boolean;
}

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
 * @throws InputRefused, FileRefused; RatesChanged for rates that are not those the lake has, unless they are to be restated
 */
export const importRates = async (
  engine: DuckDbEngine,
  lake: Lake,
  lock: LakeLock,
  deliver: DeliverRates,
  run: RatesRun,
): Promise<RatesImport> => {
  const parent = lake.head();
  const runKey = runKeyOf(['fx-import', parent.version, run.runId]);
  const folder = lake.stage(lock, runKey, run.clock);
  try {
    await using place = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
    const session = await place.session();
    const delivery = await deliver(session, parent);
    const received = await judgeRates(session, delivery);
    const { counts, changed, sources } = await mergeRates({ place, session, parent, delivery, run, received });
    if (sources[qualifiedName(fxRates)] === undefined) throw new FileRefused(delivery.label, 'EMPTY_INPUT', null, 'it holds no rates');
    const accounts = [
      { step: `fx-import/${delivery.kind}`, mode: 'land' as const, why: delivery.label, seconds: 0, counts: { ...counts } },
    ];
    const manifest = await runJob(engine, lake, lock, importJob(run), {
      runId: run.runId,
      clock: run.clock,
      parent,
      sources,
      runKey,
      place,
      accounts,
    });
    const { label, kind, sha256 } = delivery;
    return { label, kind, sha256, counts, changed, manifest, isNew: manifest.version > parent.version };
  } catch (error) {
    if (isRefusal(error)) folder.drop();
    throw error;
  }
};
