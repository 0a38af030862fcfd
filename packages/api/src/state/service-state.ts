import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type ActionRecord, readAction } from '../actions/action.ts';
import { type AlertMark, isSnoozed, readAlertMark } from '../alerts/alert-mark.ts';
import { type DeliveryRecord, readDelivery } from '../outbox/delivery.ts';
import { DuckDbStateStore } from './duckdb-state-store.ts';
import { chained, type JournalDraft, type JournalHead } from './journal-entry.ts';
import { JournalFile } from './journal-file.ts';
import type { KeptEntry, StateStore, StoredAnswer, StoredDocument } from './state-store.ts';

/** What is to become of actions, alerts and deliveries, all of it together. */
export interface Draft {
  readonly actions?: readonly ActionRecord[];
  readonly alerts?: readonly AlertMark[];
  readonly deliveries?: readonly DeliveryRecord[];
  /** Ids of deliveries that are done with. */
  readonly delivered?: readonly string[];
  readonly entries: readonly JournalDraft[];
  readonly answer?: StoredAnswer;
}

/** Milliseconds after which an answer to a request with an Idempotency-Key is not given again. */
const answersKeptMs = 7 * 24 * 3600 * 1000;

/**
 * What people did to recommendations and alerts, in memory as in the store. Changes are made one after the other: each is decided by what is there, and seen once
 * it is on the disk.
 */
export class ServiceState implements AsyncDisposable {
  readonly store: StateStore;
  readonly actions = new Map<string, ActionRecord>();
  readonly alerts = new Map<string, AlertMark>();
  readonly deliveries = new Map<string, DeliveryRecord>();
  /** Customers that anything was done about. */
  readonly customers = new Set<string>();
  readonly #journal: JournalFile;
  readonly #now: () => number;
  readonly #log: Logger;
  #head: JournalHead;
  #last: Promise<unknown> = Promise.resolve();
  /** When the next alert that is put off comes back. */
  #nextBack = Number.POSITIVE_INFINITY;
  /** Changes since it was opened, and what tells them from those of another time. */
  #changes = 0;
  readonly #opened = randomBytes(4).toString('hex');
  #forgetAt = 0;
  #isUnsure = false;

  /** @param folder where it is kept @throws StateBusy while another server has it; ConfigError, EngineFailed, WriteFailed */
  static async open(folder: string, now: () => number, log: Logger): Promise<ServiceState> {
    const store = await DuckDbStateStore.open(folder);
    try {
      const state = new ServiceState(store, await JournalFile.open(join(folder, journalName), store), await store.head(), { now, log });
      await state.#load();
      return state;
    } catch (error) {
      await store[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(store: StateStore, journal: JournalFile, head: JournalHead, { now, log }: { now: () => number; log: Logger }) {
    this.store = store;
    this.#journal = journal;
    this.#head = head;
    this.#now = now;
    this.#log = log;
  }

  async #load(): Promise<void> {
    const actions = (await this.store.documents('action')).map(readAction);
    for (const action of actions.toSorted((left, right) => left.requested_seq - right.requested_seq)) this.#keepAction(action);
    for (const alert of (await this.store.documents('alert')).map(readAlertMark)) {
      this.customers.add(alert.customer);
      this.alerts.set(alert.id, alert);
    }
    this.#findNextBack();
    for (const body of await this.store.documents('delivery')) {
      const delivery = readDelivery(body);
      this.deliveries.set(delivery.id, delivery);
    }
  }

  /** After a change that failed it is not known what the disk has: that is read again before the next one is decided. */
  async #loadAgain(): Promise<void> {
    const head = await this.store.head();
    for (const kept of [this.actions, this.alerts, this.deliveries]) kept.clear();
    await this.#load();
    this.#head = head;
    this.#changes++;
    this.#isUnsure = false;
  }

  /** Names what is kept now: other than before after each change, and when an alert that was put off comes back. */
  get generation(): string {
    if (this.#now() >= this.#nextBack) {
      this.#changes++;
      this.#findNextBack();
    }
    return `${this.#opened}.${this.#changes}`;
  }

  /** Whether nothing was ever done. */
  get isEmpty(): boolean {
    return this.#head.seq === 0;
  }

  /** Place the next entry of the journal has. */
  get nextSeq(): number {
    return this.#head.seq + 1;
  }

  /**
   * Makes a change once it is its turn.
   *
   * @param decide what is to become of what is there then, at the instant given; what it throws changes nothing
   * @returns what it returns beside the draft, when the change is on the disk
   */
  async change<T>(decide: (at: string) => Promise<readonly [Draft, T]>): Promise<T> {
    const turn = this.#last.then(async () => {
      if (this.#isUnsure) await this.#loadAgain();
      const at = new Date(this.#now()).toISOString();
      const [draft, result] = await decide(at);
      await this.#keep(draft, at);
      return result;
    });
    this.#last = turn.catch(() => undefined);
    return await turn;
  }

  async #keep({ actions = [], alerts = [], deliveries = [], delivered = [], entries, answer }: Draft, at: string): Promise<void> {
    const documents: readonly StoredDocument[] = [
      ...actions.map((action) => ({ kind: 'action' as const, id: action.id, body: JSON.stringify(action) })),
      ...alerts.map((alert) => ({ kind: 'alert' as const, id: alert.id, body: JSON.stringify(alert) })),
      ...delivered.map((id) => ({ kind: 'delivery' as const, id, body: null })),
      ...deliveries.map((delivery) => ({ kind: 'delivery' as const, id: delivery.id, body: JSON.stringify(delivery) })),
    ];
    let head = this.#head;
    const kept = entries.map((draft): KeptEntry => {
      const detail = draft.detail === null ? null : JSON.stringify(draft.detail);
      const entry = chained(head, draft, detail, at);
      head = entry;
      return { entry, detail };
    });
    this.#isUnsure = true;
    await this.store.commit({ documents, entries: kept, answer });
    this.#isUnsure = false;
    this.#head = head;
    this.#changes++;
    for (const action of actions) this.#keepAction(action);
    for (const alert of alerts) this.#keepAlert(alert);
    for (const id of delivered) this.deliveries.delete(id);
    for (const delivery of deliveries) this.deliveries.set(delivery.id, delivery);
    await this.#writeJournal(kept);
  }

  #keepAction(action: ActionRecord): void {
    // Of the same attempt it keeps its place: lists are in the order of requests.
    if (this.actions.get(action.id)?.attempt !== action.attempt) this.actions.delete(action.id);
    this.actions.set(action.id, action);
    this.customers.add(action.customer);
  }

  #keepAlert(alert: AlertMark): void {
    this.customers.add(alert.customer);
    this.alerts.set(alert.id, alert);
    this.#findNextBack();
  }

  #findNextBack(): void {
    const now = this.#now();
    const untils = [...this.alerts.values()].flatMap((mark) => (isSnoozed(mark, now) ? [Date.parse(mark.snooze?.until ?? '')] : []));
    this.#nextBack = untils.reduce((least, until) => Math.min(least, until), Number.POSITIVE_INFINITY);
  }

  /** The lines for others follow what is kept; where they cannot be written now, they are with the next change or the next start. */
  async #writeJournal(kept: readonly KeptEntry[]): Promise<void> {
    if (kept.length === 0) return;
    try {
      await this.#journal.catchUp();
    } catch (error) {
      this.#log.error({ err: error }, 'the journal of actions cannot be written; what was done is kept, and will be written there later');
    }
  }

  /** The answer a request was given before; undefined for a new one. */
  async answerOf(owner: string, key: string): Promise<StoredAnswer | undefined> {
    const since = this.#now() - answersKeptMs;
    if (this.#now() >= this.#forgetAt) {
      this.#forgetAt = this.#now() + 3600_000;
      await this.store.forgetAnswers(since);
    }
    return await this.store.answer(owner, key);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last;
    await this.store[Symbol.asyncDispose]();
  }
}

/** Name of the journal in the folder of the state. */
export const journalName = 'journal.ndjson';
