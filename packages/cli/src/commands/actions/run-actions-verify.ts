import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compareWithState, type JournalComparison, journalName, type JournalReading, readJournal } from '@audit/api';
import { StateBusy } from '@audit/contract';
import { stateFolder } from '../../actions/state-folder.ts';
import type { CommandContext } from '../../context.ts';
import { jsonDocument } from '../../output/json.ts';
import { counted } from '../../output/quantity.ts';
import { readConfig } from '../../settings.ts';

interface Fault {
  /** Null for what is of no line. */
  readonly line: number | null;
  readonly reason: string;
}

/** How it stands to what is kept; undefined while a server has that. */
const comparedWith = async (folder: string, reading: JournalReading): Promise<JournalComparison | undefined> => {
  try {
    return await compareWithState(folder, reading);
  } catch (error) {
    if (error instanceof StateBusy) return undefined;
    throw error;
  }
};

const howCompared = (compared: JournalComparison | undefined): string => {
  if (compared === undefined) return 'a server has what is kept, so it was not compared';
  if (compared.behind === 0) return 'the same as what is kept';
  return `${counted(compared.behind, 'entry', 'entries')} more ${compared.behind === 1 ? 'is' : 'are'} kept: the next start of the server writes what is missing`;
};

/** `audit actions verify`. Exits 3 where the journal is not what it was. */
export const runActionsVerify = async (context: CommandContext, flags: { readonly json?: true }): Promise<void> => {
  const folder = stateFolder(context, readConfig(context, flags));
  const reading = readJournal(join(folder, journalName));
  const isKept = existsSync(join(folder, 'state.duckdb'));
  if (reading === undefined && !isKept) {
    const nothing = { ok: true, entries: 0, head: null, compared: false, errors: [] };
    return await context.stdout.write(flags.json ? jsonDocument(nothing) : `No actions were ever kept in ${folder}.\n`);
  }
  const lines = reading ?? { entries: [], head: { seq: 0, hash: '' }, broken: undefined };
  const broken: readonly Fault[] = lines.broken === undefined ? [] : [{ line: lines.broken.line, reason: lines.broken.why }];
  const compared = isKept && lines.broken === undefined ? await comparedWith(folder, lines) : undefined;
  const errors = [...broken, ...(compared?.faults ?? []).map((reason) => ({ line: null, reason }))];
  if (errors.length > 0) context.finish(3);
  const { seq, hash } = lines.head;
  const told = {
    ok: errors.length === 0,
    entries: lines.entries.length,
    head: seq === 0 ? null : hash,
    compared: compared !== undefined,
    errors,
  };
  if (flags.json) return await context.stdout.write(jsonDocument(told));
  const faults = errors.map(({ line, reason }) => `  ${line === null ? '' : `line ${line}: `}${reason}\n`).join('');
  await context.stdout.write(
    told.ok
      ? `${counted(told.entries, 'entry', 'entries')}, each after the one before it; ${howCompared(compared)}\n`
      : `${counted(told.entries, 'entry', 'entries')} follow each other, then:\n${faults}Put back ${join(folder, journalName)} from a backup; who changed it is not known here.\n`,
  );
};
