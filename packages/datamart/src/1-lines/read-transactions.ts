import { FileRefused, type Micros, sourceId } from '@audit/contract';
import { hashSource, type InputSource, type LandedBlock, type LandedFile, landFile, modelSql, type Session } from '@audit/warehouse';
import type { LandingOptions, LandingPlace } from './landing.ts';
import { landedTransactions } from './landed-transactions.ts';
import { linesStage } from './lines.stage.ts';
import { isFile } from './loaded-files.ts';
import type { LineOrigin, NewLines } from './new-lines.ts';
import { RefusedRows } from './refused-rows.ts';
import { transactionFields } from './transaction-fields.ts';

/** What reading one file gave: its account, or the fault that ended it. */
export interface ReadFile {
  readonly source: InputSource;
  readonly origin: LineOrigin;
  readonly landed: LandedFile | FileRefused;
  readonly refused: RefusedRows;
  /** Accepted rows, before rules about sets of lines. */
  readonly accepted: number;
}

export interface ReadContext {
  readonly session: Session;
  readonly place: LandingPlace;
  readonly options: LandingOptions;
  /** The run's clock. */
  readonly clock: Micros;
  readonly lines: NewLines;
}

let tables = 0;

/**
 * Reads one file of transactions: each block becomes typed lines, or reasons, while the next one is parsed.
 *
 * @param knownSha256 of the content, if it was hashed before
 * @returns with a {@link FileRefused} in place of the account if the file is damaged; its lines are rolled back then
 */
export const readTransactions = async (context: ReadContext, source: InputSource, knownSha256: string | undefined): Promise<ReadFile> => {
  const { session, place, options, clock, lines } = context;
  const origin: LineOrigin = {
    sourceId: knownSha256 === undefined ? null : sourceId(knownSha256),
    identify: isFile(source) ? async () => sourceId((await hashSource(source)).sha256) : null,
  };
  const refused = new RefusedRows(session, { source: source.label, runId: place.runId, clock }, options.onError === 'quarantine');
  const sql = linesSql(options, place.folder.clock);
  let [accepted, records] = [0, 0];
  /** Most blocks are full, and nothing in them is bad: one statement reads, checks and writes them. */
  const writeBlock = async (block: LandedBlock): Promise<number> => {
    const written = await lines.write(sql, origin);
    if (written === block.rows) return written;
    const bad = `checked_${tables++}`;
    await session.materialise(bad, `SELECT record, problem FROM (\n${sql}\n) c WHERE problem IS NOT NULL`);
    await refused.add(bad, block);
    await session.drop(bad);
    return written;
  };
  const keepBlock = async (block: LandedBlock): Promise<number> => {
    const checked = `checked_${tables++}`;
    const rows = await session.materialise(checked, sql);
    const good = rows - (await refused.add(checked, block));
    await lines.add(checked, good, origin);
    return good;
  };
  const take = async (block: LandedBlock): Promise<void> => {
    await session.bindSql('landed', `SELECT ${Object.keys(landedTransactions.columns).join(', ')} FROM ${block.table}`);
    accepted += lines.takesAtOnce(block.rows, origin) ? await writeBlock(block) : await keepBlock(block);
    records += block.rows;
    options.onProgress?.({ file: source.label, records });
  };
  const limits = {
    format: options.format,
    maxInput: options.maxInput,
    ...(options.batch === undefined ? {} : { blockRows: options.batch.blockRows }),
  };
  const landed = await landFile(place.engine, source, transactionFields, limits, take).catch(asRefusal);
  if (landed instanceof FileRefused) await lines.rollBack(origin);
  else assertSame(origin, landed, source);
  return { source, origin, landed, refused, accepted };
};

const linesSql = ({ inputZone, returns, future }: LandingOptions, clock: string): string =>
  modelSql(linesStage, 'duckdb', linesStage.params.parse({ input_tz: inputZone, returns, future, clock }));

const asRefusal = (error: unknown): FileRefused => {
  if (error instanceof FileRefused) return error;
  throw error;
};

const assertSame = (origin: LineOrigin, landed: LandedFile, source: InputSource): void => {
  const id = sourceId(landed.sha256);
  if (origin.sourceId !== null && origin.sourceId !== id) {
    throw new FileRefused(source.label, 'TRUNCATED', null, 'its content changed while it was read', {
      remedy: 'load it again once nothing writes to it',
    });
  }
  origin.sourceId = id;
};
