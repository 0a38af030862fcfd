import { type Micros, parseInstant, utcOfWallClock, UsageError } from '@audit/contract';
import { type ProfileQuery, ProfileReader } from '@audit/scd2-profile';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { type LakeView, openLake } from '../../open-lake.ts';
import { instantFlag } from '../../instant-flag.ts';
import { maskedColumns, printQuery } from '../../output/print-query.ts';
import { admitUnmasked } from '../../privacy/admit-unmasked.ts';

/** What every question takes. */
export interface AskFlags {
  readonly version?: string;
  readonly limit?: number;
  readonly unmask?: true;
  readonly json?: true;
}

/** The rows people see where they did not say how many. */
const shownByDefault = 50;

/** Opens the lake, asks, and prints the answer, masked unless whoever asks may see it. */
export const askProfile = async (
  context: CommandContext,
  command: string,
  flags: AskFlags,
  ask: (reader: ProfileReader, view: LakeView) => Promise<ProfileQuery>,
): Promise<void> => {
  const view = openLake(context, flags);
  const { lake, manifest, config } = view;
  await using engine = openEngine(context, config, [lake.root]);
  if (flags.unmask) await admitUnmasked({ context, config, engine, lake, manifest, command });
  await using reader = await ProfileReader.open(engine, lake, manifest);
  const query = await ask(reader, view);
  const json = flags.json === true;
  const unmasked = flags.unmask === true;
  await printQuery(context.stdout, reader.session, query, { limit: flags.limit ?? (json ? 0 : shownByDefault), json, unmasked });
  const masked = maskedColumns(query.table);
  if (!json && !unmasked && masked.length > 0) {
    await context.stdout.write(`Masked, since it may identify a person: ${masked.join(', ')} (--unmask shows it to configured roles).\n`);
  }
};

const microsPerDay = 86_400_000_000n;
const date = /^\d{4}-\d{2}-\d{2}$/;

/** An instant, or a business date: its last microsecond in a zone. @throws UsageError */
export const pointFlag = (flag: string, text: string, zone: string): Micros => {
  if (!date.test(text)) return instantFlag(flag, text);
  const midnight = parseInstant(`${text}T00:00:00Z`)?.micros;
  if (midnight === undefined) throw new UsageError(`${flag} is "${text}"`, 'give a date of the calendar, such as 2025-12-02');
  return (utcOfWallClock(midnight + microsPerDay, zone) - 1n) as Micros;
};
