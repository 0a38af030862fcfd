import type { JournalEntry, JournalHead } from './journal-entry.ts';

/** What is kept of an action, an alert or a delivery, as JSON. */
export interface StoredDocument {
  readonly kind: 'action' | 'alert' | 'delivery';
  readonly id: string;
  /** Null takes it away. */
  readonly body: string | null;
}

/** The answer a request with an Idempotency-Key was given. */
export interface StoredAnswer {
  /** Who asked. */
  readonly owner: string;
  readonly key: string;
  /** Of what was asked. */
  readonly fingerprint: string;
  readonly status: number;
  readonly body: string;
  /** Milliseconds of the clock. */
  readonly madeAt: number;
}

/** An entry of the journal with what else was said, as JSON. */
export interface KeptEntry {
  readonly entry: JournalEntry;
  readonly detail: string | null;
}

/** What belongs together: kept whole or not at all. */
export interface StateChange {
  readonly documents: readonly StoredDocument[];
  readonly entries: readonly KeptEntry[];
  readonly answer: StoredAnswer | undefined;
}

/** Where the service keeps what people did: actions, alerts, deliveries, the journal of all of it, and answers that may be asked for again. */
export interface StateStore extends AsyncDisposable {
  documents(kind: StoredDocument['kind']): Promise<readonly string[]>;
  answer(owner: string, key: string): Promise<StoredAnswer | undefined>;
  head(): Promise<JournalHead>;
  /** Entries after one, the oldest first. */
  entriesAfter(seq: number, most: number): Promise<readonly KeptEntry[]>;
  entriesOf(id: string): Promise<readonly KeptEntry[]>;
  /** Entries of customers within times (ISO, half-open), the newest first. */
  entriesOfCustomers(customers: readonly string[], from: string, to: string, most: number): Promise<readonly KeptEntry[]>;
  /** Keeps a change: it is on the disk when this returns. */
  commit(change: StateChange): Promise<void>;
  /** Forgets answers given before a time. */
  forgetAnswers(before: number): Promise<void>;
}
