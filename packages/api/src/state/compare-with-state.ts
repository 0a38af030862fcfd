import { DuckDbStateStore } from './duckdb-state-store.ts';
import { breakAfter, detailMatches, emptyJournal, type JournalEntry } from './journal-entry.ts';
import type { JournalReading } from './journal-file.ts';
import type { KeptEntry } from './state-store.ts';

/** How a journal stands to what is kept. */
export interface JournalComparison {
  /** What is wrong, as sentences. */
  readonly faults: readonly string[];
  /** Entries that are kept and not written yet, as after a crash: the next start of the server writes them. */
  readonly behind: number;
}

const atOnce = 1000;
const mostFaults = 20;

const faultsOf = ({ entry, detail }: KeptEntry, written: JournalEntry | undefined): readonly string[] => [
  ...(detailMatches(entry, detail) ? [] : [`what is kept: the note of entry ${entry.seq} was changed`]),
  ...(written === undefined || written.hash === entry.hash ? [] : [`entry ${entry.seq} is another one than what is kept`]),
];

/**
 * Compares a journal with what the state beside it keeps: the same entries, and details that are what their hashes say.
 *
 * @throws StateBusy while a server has it; EngineFailed
 */
export const compareWithState = async (folder: string, { entries }: JournalReading): Promise<JournalComparison> => {
  await using store = await DuckDbStateStore.open(folder);
  const faults: string[] = [];
  let head = emptyJournal;
  for (let more = await store.entriesAfter(0, atOnce); more.length > 0; more = await store.entriesAfter(head.seq, atOnce)) {
    for (const kept of more) {
      const broken = breakAfter(head, kept.entry);
      if (broken !== undefined) return { faults: [...faults, `what is kept: ${broken}`], behind: 0 };
      faults.push(...faultsOf(kept, entries[kept.entry.seq - 1]));
      head = kept.entry;
    }
    if (faults.length > mostFaults) return { faults: faults.slice(0, mostFaults), behind: 0 };
  }
  if (entries.length > head.seq) faults.push(`the journal has ${entries.length} entries, and ${head.seq} are kept`);
  return { faults, behind: Math.max(0, head.seq - entries.length) };
};
