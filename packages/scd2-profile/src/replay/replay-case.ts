import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatInstant, type Micros, parseInstant, UsageError } from '@audit/contract';
import { type DuckDbEngine, Lake } from '@audit/warehouse';
import { z } from 'zod';
import { feeds } from '../3-observe/observations.stage.ts';
import { loadProfileBatch } from '../load/load-profile-batch.ts';
import { type CaseAnswers, caseAnswers } from './case-answers.ts';

/** A recorded question: batches in the order they were loaded, and points in time to look at afterwards. */
export const replayCase = z.object({
  id: z.string(),
  config: z.object({ feed: z.enum(feeds).optional() }).optional(),
  batches: z.array(
    z.object({
      batch_id: z.string(),
      extract_ts: z.string(),
      load_ts: z.string(),
      records: z.array(z.record(z.string(), z.unknown())).default([]),
      /** A batch of corrections has these, and no records. */
      corrections: z.array(z.record(z.string(), z.unknown())).optional(),
    }),
  ),
  pit: z.array(z.object({ customer_id: z.string(), valid: z.string(), known: z.string().nullish() })).optional(),
});
export type ReplayCase = z.output<typeof replayCase>;

export interface ReplayAnswer extends CaseAnswers {
  readonly id: string;
  readonly batch_results: readonly ('APPLIED' | 'SKIPPED')[];
}

const instant = (text: string, what: string): Micros => {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new UsageError(`${what} "${text}" is no ISO time`, 'write it as 2024-01-31T10:00:00Z');
  return parsed.micros;
};

/** The clock of the run that loads a batch, with its microseconds. */
const clockOf = (loadTs: Micros): string => {
  const clock = formatInstant(loadTs);
  return clock.includes('.') ? clock : clock.replace('Z', '.000000Z');
};

/**
 * Loads the batches of a case into a lake of its own and answers everything about the history they make. Spellings are not mapped to
 * codes.
 *
 * @param folder private and empty; the engine may read and write in it
 * @param repetitionsFrom as in ProfileLoadOptions; records that are passed over have no hash and no findings in the answer
 */
export const answerCase = async (
  engine: DuckDbEngine,
  folder: string,
  given: ReplayCase,
  repetitionsFrom = Number.POSITIVE_INFINITY,
): Promise<ReplayAnswer> => {
  const lake = Lake.open(join(folder, 'lake'), { durable: false, allowNetworkDisk: true });
  const inputs = join(folder, 'input');
  mkdirSync(inputs, { recursive: true });
  const results: ('APPLIED' | 'SKIPPED')[] = [];
  await using lock = await lake.lock({ runId: given.id, command: 'profile replay' });
  for (const [at, batch] of given.batches.entries()) {
    const path = join(inputs, `${at}.json`);
    const loadTs = instant(batch.load_ts, 'load_ts');
    // A list, since a case may hold a batch without records, and a file of lines without any is refused.
    writeFileSync(path, JSON.stringify(batch.corrections ?? batch.records));
    const loaded = await loadProfileBatch(
      engine,
      lake,
      lock,
      {
        label: batch.batch_id,
        path,
        format: 'json',
        batchId: batch.batch_id,
        extractTs: instant(batch.extract_ts, 'extract_ts'),
        loadTs,
        feed: batch.corrections === undefined ? (given.config?.feed ?? 'changelog') : 'correction',
      },
      { repetitionsFrom },
      { runId: `${given.id}.${at}`, clock: clockOf(loadTs) },
    );
    results.push(loaded.status === 'applied' ? 'APPLIED' : 'SKIPPED');
  }
  return { id: given.id, batch_results: results, ...(await caseAnswers(engine, lake, lake.head(), given.pit ?? [])) };
};
