import { createHash } from 'node:crypto';
import { z } from 'zod';

const sha = z.string().regex(/^[0-9a-f]{64}$/);

const fields = {
  /** From 1, without gaps. */
  seq: z.int().positive(),
  /** ISO, UTC. */
  at: z.iso.datetime(),
  subject: z.enum(['action', 'alert']),
  /** Of the recommendation or the alert. */
  id: z.string(),
  customer: z.string(),
  /** Of an action; 0 for an alert. */
  attempt: z.int().nonnegative(),
  before: z.string(),
  after: z.string(),
  /** Key or subject of a token that asked for it; `server` for what followed by itself. */
  actor: z.string(),
  request_id: z.string().nullable(),
  /** Of what else was said (`null` where nothing was), which is kept beside the journal. */
  detail_sha256: sha,
};

const journalEntry = z.strictObject({ ...fields, previous: sha, hash: sha });

/** A transition of an action or an alert, as the journal keeps it: each names the hash of the one before. */
export type JournalEntry = z.infer<typeof journalEntry>;

/** What else is said of a transition: notes, dates, errors. */
export type JournalDetail = Readonly<Record<string, string | null>>;

/** A transition that is to be kept. */
export type JournalDraft = Omit<JournalEntry, 'seq' | 'at' | 'detail_sha256' | 'previous' | 'hash'> & {
  readonly detail: JournalDetail | null;
};

/** Where a journal ends. */
export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}

export const emptyJournal: JournalHead = { seq: 0, hash: '0'.repeat(64) };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Of the fields in their order, without the hash itself. */
const hashOf = (entry: Omit<JournalEntry, 'hash'>): string =>
  sha256(JSON.stringify([...Object.keys(fields).map((name) => entry[name as keyof typeof fields]), entry.previous]));

const detailHash = (detail: string | null): string => sha256(detail ?? 'null');

/** Whether what else was said is still what it was; what was erased breaks nothing. @param detail as JSON text */
export const detailMatches = (entry: JournalEntry, detail: string | null): boolean =>
  detail === null || entry.detail_sha256 === detailHash(detail);

/** The next entry after a head. @param detail as JSON text */
export const chained = (
  { seq, hash }: JournalHead,
  { detail: _, ...draft }: JournalDraft,
  detail: string | null,
  at: string,
): JournalEntry => {
  const entry = { ...draft, seq: seq + 1, at, detail_sha256: detailHash(detail), previous: hash };
  return { ...entry, hash: hashOf(entry) };
};

/** An entry of a line. @throws where it is none */
export const readEntry = (line: string): JournalEntry => journalEntry.parse(JSON.parse(line));

/** Why an entry does not follow a head; undefined where it does. */
export const breakAfter = (head: JournalHead, entry: JournalEntry): string | undefined => {
  if (entry.seq !== head.seq + 1) return `entry ${entry.seq} follows entry ${head.seq}`;
  if (entry.previous !== head.hash) return `entry ${entry.seq} names another entry before it`;
  return entry.hash === hashOf(entry) ? undefined : `entry ${entry.seq} was changed`;
};
