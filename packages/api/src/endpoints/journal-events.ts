import { instantOf } from '@audit/contract';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { JournalEntry } from '../state/journal-entry.ts';
import type { ServiceState } from '../state/service-state.ts';

/** An event of the timeline, with where it stands. */
export interface PlacedEvent {
  readonly item: string;
  readonly micros: bigint;
  readonly id: string;
}

const actionWords: Readonly<Record<string, string>> = {
  requested: 'Asked for',
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Taken back',
};

const alertKind = ({ before, after }: JournalEntry): readonly [kind: string, words: string] => {
  const [was, is] = [before, after].map((state) => state.includes('acknowledged'));
  if (is === true && was === false) return ['alert_acknowledged', 'Alert seen'];
  if (was === true && is === false) return ['alert_unacknowledged', 'Alert not seen after all'];
  return after.includes('snoozed') ? ['alert_snoozed', 'Alert put off'] : ['alert_unsnoozed', 'Alert taken up again'];
};

/** Kind and words of an entry; undefined for one that is no event for people. */
const toldOf = (entry: JournalEntry): readonly [kind: string, words: string] | undefined => {
  if (entry.subject === 'alert') return alertKind(entry);
  const words = actionWords[entry.after];
  return words === undefined ? undefined : [`action_${entry.after}`, words];
};

const titleOf = (words: string, { subject, id }: JournalEntry, state: ServiceState): string => {
  const about = subject === 'action' ? state.actions.get(id)?.action : state.alerts.get(id)?.title;
  return about === undefined ? words : `${words}: ${about}`;
};

const eventOf = (entry: JournalEntry, state: ServiceState): readonly PlacedEvent[] => {
  const [kind, words] = toldOf(entry) ?? [];
  if (kind === undefined || words === undefined) return [];
  const id = `journal-${entry.seq}`;
  const item = JSON.stringify({
    id,
    happened_at: entry.at,
    kind,
    title: titleOf(words, entry, state),
    amount: null,
    account_id: '',
    source_table: entry.subject === 'action' ? 'customer_recommendation' : 'customer_alert',
    source_id: entry.id,
  });
  return [{ item, micros: instantOf(entry.at), id }];
};

/** What of a customer's journal is asked for. */
interface Wanted {
  readonly customer: string;
  readonly kinds: readonly string[] | undefined;
  /** Microseconds, half-open. */
  readonly from: bigint | undefined;
  readonly to: bigint | undefined;
  /** Where the list goes on: the last event before. */
  readonly after: { readonly micros: bigint; readonly id: string } | undefined;
}

const isoOf = (micros: bigint): string => new Date(Number(micros / 1000n)).toISOString();
const mostEvents = 10_000;

/** Whether an event stands after another: the newest first, and of one instant by id. */
export const isAfter = (event: Pick<PlacedEvent, 'micros' | 'id'>, place: { readonly micros: bigint; readonly id: string }): boolean =>
  event.micros < place.micros || (event.micros === place.micros && event.id > place.id);

/** What people did about a customer, as events of its timeline, the newest first. */
export const journalEvents = async (snapshot: Snapshot, state: ServiceState, wanted: Wanted): Promise<readonly PlacedEvent[]> => {
  if (state.isEmpty) return [];
  const merged = await snapshot.rows('SELECT id FROM merged_id WHERE master_id = $1', [wanted.customer]);
  const customers = [wanted.customer, ...merged.map(([id]) => String(id))].filter((id) => state.customers.has(id));
  if (customers.length === 0) return [];
  const { from, to, after, kinds } = wanted;
  const until = after === undefined ? '9999' : isoOf(after.micros + 1000n);
  const kept = await state.store.entriesOfCustomers(customers, from === undefined ? '' : isoOf(from), until, mostEvents);
  return kept
    .flatMap(({ entry }) => eventOf(entry, state))
    .filter((event) => kinds === undefined || kinds.includes((JSON.parse(event.item) as { readonly kind: string }).kind))
    .filter(({ micros }) => (from === undefined || micros >= from) && (to === undefined || micros < to))
    .filter((event) => after === undefined || isAfter(event, after))
    .toSorted((left, right) => (isAfter(right, left) ? -1 : 1));
};
