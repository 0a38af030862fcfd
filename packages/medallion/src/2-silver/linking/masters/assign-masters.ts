import { masterId } from './master-id.ts';

/** An id of the ledger, as it was before a run. */
export interface LedgerEntry {
  readonly master_id: string;
  readonly account_id: string;
  readonly state: 'current' | 'alias' | 'retired';
  readonly resolves_to: string | null;
  readonly supersedes: string | null;
}

/** What a run makes of the ids. */
export interface AssignedMasters {
  /** Master of each cluster, by its smallest member. */
  readonly masterOf: ReadonlyMap<number, string>;
  /** Entries that are new or changed. */
  readonly changed: readonly LedgerEntry[];
}

/**
 * Gives each cluster its master: research M1. A cluster keeps the master most of its accounts had; of several clusters that would, the one
 * with the smallest of that master's accounts does, and the others are new and supersede it. A master no cluster keeps is an alias of the
 * one most of its accounts have now.
 *
 * @param ids of accounts, in order @param cluster of each account: its smallest member @param before master each account had, '' for none
 * @param ledger ids, at least those the accounts had and aliases of them @param given ids that may not be made, at least all of these accounts
 */
export const assignMasters = (
  ids: readonly string[],
  cluster: Int32Array,
  before: readonly string[],
  ledger: ReadonlyMap<string, LedgerEntry>,
  given: Iterable<string> = ledger.keys(),
): AssignedMasters => {
  const claims = new Map<number, Map<string, { count: number; first: number }>>();
  const parts = new Map<string, Map<number, number>>();
  for (let account = 0; account < ids.length; account++) {
    const master = before[account]!;
    const into = cluster[account]!;
    const claim = entryOf(claims, into, () => new Map<string, { count: number; first: number }>());
    if (master === '') continue;
    const one = entryOf(claim, master, () => ({ count: 0, first: account }));
    one.count++;
    const part = entryOf(parts, master, () => new Map<number, number>());
    part.set(into, (part.get(into) ?? 0) + 1);
  }
  const winner = new Map<string, { cluster: number; first: number }>();
  const wanted = new Map<number, string>();
  for (const [into, claim] of claims) {
    const [best] = [...claim].toSorted(([m, x], [n, y]) => y.count - x.count || x.first - y.first || (m < n ? -1 : 1));
    if (best === undefined) continue;
    wanted.set(into, best[0]);
    const now = winner.get(best[0]);
    if (now === undefined || best[1].first < now.first) winner.set(best[0], { cluster: into, first: best[1].first });
  }
  const masterOf = new Map<number, string>();
  const changed: LedgerEntry[] = [];
  const taken = new Set(given);
  for (const into of claims.keys()) {
    const master = wanted.get(into);
    if (master !== undefined && winner.get(master)?.cluster === into) {
      masterOf.set(into, master);
      continue;
    }
    const made = newId(ids[into]!, taken);
    taken.add(made);
    masterOf.set(into, made);
    changed.push({ master_id: made, account_id: ids[into]!, state: 'current', resolves_to: null, supersedes: master ?? null });
  }
  changed.push(...lapsed(ledger, masterOf, parts));
  return { masterOf, changed };
};

const entryOf = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
};

/** An id that was never given. */
const newId = (account: string, taken: ReadonlySet<string>): string => {
  let id = masterId(account);
  for (let turn = 2; taken.has(id); turn++) id = masterId(`${account}#${turn}`);
  return id;
};

/** Masters that no cluster keeps, and aliases of such. */
const lapsed = (
  ledger: ReadonlyMap<string, LedgerEntry>,
  masterOf: ReadonlyMap<number, string>,
  parts: ReadonlyMap<string, ReadonlyMap<number, number>>,
): readonly LedgerEntry[] => {
  const kept = new Set(masterOf.values());
  const next = new Map<string, LedgerEntry>();
  for (const entry of ledger.values()) {
    const isKept = kept.has(entry.master_id);
    if (isKept && entry.state !== 'current') next.set(entry.master_id, { ...entry, state: 'current', resolves_to: null });
    if (isKept || entry.state !== 'current') continue;
    const [into] = [...(parts.get(entry.master_id) ?? [])].toSorted(([x, m], [y, n]) => n - m || x - y);
    const target = into === undefined ? null : masterOf.get(into[0])!;
    next.set(entry.master_id, { ...entry, state: target === null ? 'retired' : 'alias', resolves_to: target });
  }
  // An alias of an alias resolves to what is current.
  for (const entry of ledger.values()) {
    if (entry.state !== 'alias' || next.has(entry.master_id)) continue;
    const target = next.get(entry.resolves_to ?? '');
    if (target === undefined || target.state === 'current') continue;
    next.set(entry.master_id, { ...entry, state: target.state, resolves_to: target.resolves_to });
  }
  return [...next.values()];
};
