import { extractionMetrics, formatInstant, instantOf, type Micros, qualifiedName } from '@audit/contract';
import { bindTable, type Lake, type Manifest, type Session } from '@audit/warehouse';

/** Files of one run are a microsecond apart; so many fit between two runs. */
const stepMicros = 1_000_000n;

/**
 * The clock of an extraction: that of the run, unless it is not after the last extraction's (it stands still, or was set back): what comes
 * later must look later.
 *
 * @param clock ISO with microseconds and Z; so is the result
 */
export const extractionClock = async (session: Session, lake: Lake, { tables }: Manifest, clock: string): Promise<string> => {
  const state = tables[qualifiedName(extractionMetrics)];
  if (state === undefined || state.rows === 0) return clock;
  await bindTable(session, 'extractions', lake, extractionMetrics, state);
  const [row] = await session.evidence(`SELECT EPOCH_US(MAX(extracted_at)) AS last FROM extractions`, 1);
  const least = BigInt(row?.['last'] ?? 0) + stepMicros;
  if (instantOf(clock) >= least) return clock;
  return withMicros(formatInstant(least as Micros));
};

const withMicros = (instant: string): string => (instant.includes('.') ? instant : instant.replace('Z', '.000000Z'));
