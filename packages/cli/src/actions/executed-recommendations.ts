import { join } from 'node:path';
import { journalName, readJournal } from '@audit/api';
import type { Config } from '@audit/contract';
import { endOfDay } from '@audit/metrics';
import type { CommandContext } from '../context.ts';
import { stateFolder } from './state-folder.ts';

/** What the journal of actions says of a day. */
export interface Executed {
  /** Recommendations whose last attempt had succeeded when the day was over; undefined where nobody ever acted, or the journal cannot be trusted. */
  readonly executed: readonly string[] | undefined;
  /** What a run should say about it. */
  readonly notes: readonly string[];
}

/** Recommendations that had been carried out by the end of a day, by the journal the API keeps beside the lake. @throws ConfigError where it cannot be read */
export const executedRecommendations = (context: CommandContext, config: Config, asOf: string): Executed => {
  const read = readJournal(join(stateFolder(context, config), journalName));
  if (read === undefined) return { executed: undefined, notes: [] };
  if (read.broken !== undefined)
    return { executed: undefined, notes: [`the journal of actions is broken at line ${read.broken.line}: audit actions verify`] };
  const end = endOfDay({ asOf, zone: config.tz.value }).replace(' ', 'T');
  const states = new Map<string, string>();
  for (const { subject, id, at, after } of read.entries) if (subject === 'action' && at.slice(0, -1) < end) states.set(id, after);
  if (states.size === 0) return { executed: undefined, notes: [] };
  return { executed: [...states].flatMap(([id, state]) => (state === 'succeeded' ? [id] : [])).toSorted(), notes: [] };
};
