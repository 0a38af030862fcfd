import { MixedCurrency, qualifiedName, quarantine, transactionLines } from '@audit/contract';
import { bindTable, excerptOf, keep, type Session, type TableState, textLiteral } from '@audit/warehouse';
import type { LandingPlace } from './landing.ts';

/** Codes of lines refused because of other lines; they go on counting against lines that come later. */
const setCodes = ['ORDER_CUSTOMER_CONFLICT', 'DUPLICATE_LINE'] as const;

/** What the lines of a run show together with those of earlier runs. */
export interface SetFindings {
  /** New lines after the clock of the run. */
  readonly future: number;
  /**
   * Session table (source_id, record, is_new, code, reason) of lines to refuse, new and earlier; undefined if there is none.
   * Its rows are few: all lines of a conflicting order, all lines of a repeated line id.
   */
  readonly refused: string | undefined;
  /** Lines beyond the first of equal ones. */
  readonly duplicates: number;
  /** Session table (source_id, record) of those among the new lines, if they are to be dropped. */
  readonly dropped: string | undefined;
}

interface SetOptions {
  /** Of the run: ISO with microseconds and Z. */
  readonly clock: string;
  readonly duplicates: 'keep' | 'drop';
  /** Source ids of files whose lines the run replaces. */
  readonly replaced: readonly string[];
  /** Name of each input of the run by source id, in the order given. */
  readonly sources: ReadonlyMap<string, string>;
}

const count = async (session: Session, sql: string): Promise<Readonly<Record<string, string | null>>> =>
  (await session.evidence(sql, 1))[0] ?? {};

/**
 * Applies the rules that no line can break alone: one customer an order, one line an id, one currency a lake. Lines refused
 * by an earlier run for such a reason still count: a conflict does not heal because one side of it is out of sight.
 *
 * @param session in which the run's accepted lines are bound as `new_lines`
 * @throws {@link MixedCurrency}
 */
export const applySetRules = async (session: Session, place: LandingPlace, options: SetOptions): Promise<SetFindings> => {
  const seen = await count(session, newLinesSql);
  await assertOneCurrency(session, place, seen, options);
  const lines = place.parent.tables[qualifiedName(transactionLines)];
  // Also if no line of it is left: those refused count on.
  const earlier = lines !== undefined;
  if (earlier) await bindEarlier(session, place, lines, options.replaced);
  const mayConflict = earlier || Number(seen['conflicts']) > 0 || Number(seen['line_ids']) > 0;
  const refused = mayConflict ? await findRefused(session, earlier) : undefined;
  const repeats = Number((await count(session, repeatsSql(earlier)))['repeats']) > 0;
  const equal = repeats ? await findEqual(session, earlier, refused) : 0;
  const drops = equal > 0 && options.duplicates === 'drop';
  const future = Number((await count(session, futureSql(options.clock)))['future']);
  return { future, refused, duplicates: equal, dropped: drops ? 'equal_lines' : undefined };
};

const newLinesSql = `SELECT COUNT(line_id) AS line_ids, MIN(currency) AS first_currency, MAX(currency) AS last_currency,
  (SELECT COUNT(*) FROM (SELECT 1 FROM new_lines GROUP BY order_id HAVING MIN(customer_id) <> MAX(customer_id)) o) AS conflicts
FROM new_lines`;

const futureSql = (clock: string): string =>
  `SELECT COUNT(*) AS future FROM new_lines WHERE event_ts > TIMESTAMP '${clock.replace('T', ' ').replace('Z', '')}'`;

/** By hash, for speed: that equal lines are told to exist where there are none costs a closer look, the reverse cannot be. */
const repeatsSql = (earlier: boolean): string => {
  const hashes = (name: string): string => `SELECT HASH(order_id, event_ts, line_total) AS h FROM ${name} WHERE line_id IS NULL`;
  const all = earlier ? `${hashes('new_lines')} UNION ALL ${hashes('earlier_lines')}` : hashes('new_lines');
  return `SELECT COUNT(*) AS repeats FROM (SELECT 1 FROM (${all}) l GROUP BY h HAVING COUNT(*) > 1) r`;
};

const assertOneCurrency = async (
  session: Session,
  { lake, parent }: LandingPlace,
  seen: Readonly<Record<string, string | null>>,
  { replaced, sources }: SetOptions,
): Promise<void> => {
  const first = seen['first_currency'] ?? null;
  if (first === null) return;
  await bindTable(session, 'lake_lines', lake, transactionLines, parent.tables[qualifiedName(transactionLines)]);
  const held = await session.evidence(
    `SELECT currency FROM lake_lines WHERE currency IS NOT NULL AND NOT ${isIn('source_id', replaced)}`,
    1,
  );
  const kept = held[0]?.['currency'] ?? null;
  if (first === seen['last_currency'] && (kept === null || kept === first)) return;
  const found = await session.evidence(
    'SELECT currency, source_id, MIN(record) AS record FROM new_lines WHERE currency IS NOT NULL GROUP BY currency, source_id',
    placesRead,
  );
  throw new MixedCurrency([...(kept === null ? [] : [{ currency: kept, place: 'the lake' }]), ...firstPlaces(found, sources, kept)]);
};

/** Where each currency stands first, in the order the files were given. */
const firstPlaces = (
  found: readonly Readonly<Record<string, string | null>>[],
  sources: ReadonlyMap<string, string>,
  kept: string | null,
): readonly { readonly currency: string; readonly place: string }[] => {
  const order = [...sources.keys()];
  const rank = (row: Readonly<Record<string, string | null>>): number => order.indexOf(row['source_id'] ?? '');
  const first = new Map<string, string>();
  for (const row of found.toSorted((left, right) => rank(left) - rank(right))) {
    const currency = row['currency'] ?? '';
    if (currency === kept || first.has(currency)) continue;
    first.set(currency, `${sources.get(row['source_id'] ?? '') ?? 'an input'} record ${row['record']}`);
  }
  return [...first].map(([currency, place]) => ({ currency, place }));
};

const placesRead = 10_000;
const isIn = (column: string, values: readonly string[]): string =>
  values.length === 0 ? 'FALSE' : `${column} IN (${values.map(textLiteral).join(', ')})`;

/** Binds `earlier_lines`, live lines of the orders the run touches, and `earlier_refused`, those refused for a set rule. */
const bindEarlier = async (session: Session, place: LandingPlace, state: TableState, replaced: readonly string[]): Promise<void> => {
  await keep(place, 'touched_orders', 'SELECT DISTINCT order_id FROM new_lines');
  // The run keeps it: the orders are made of the same lines.
  const lines = await excerptOf(
    place,
    session,
    { table: transactionLines, state },
    { relation: 'touched_orders', by: { order_id: 'order_id' } },
  );
  await session.bindSql('earlier_lines', `SELECT * FROM ${lines} WHERE NOT ${isIn('source_id', replaced)}`);
  await bindTable(session, 'lake_quarantine', place.lake, quarantine, place.parent.tables[qualifiedName(quarantine)]);
  await session.materialise(
    'earlier_refused',
    `SELECT q.order_id, q.line_id, q.customer_id FROM lake_quarantine q SEMI JOIN touched_orders t ON q.order_id = t.order_id
     WHERE q.code IN (${setCodes.map(textLiteral).join(', ')})`,
  );
};

/** An id as a reason may show it: whole ids stand in columns of their own. */
const shownId = (id: string): string => `CASE WHEN LENGTH(${id}) > 40 THEN CONCAT(LEFT(${id}, 40), '…') ELSE ${id} END`;

const findRefused = async (session: Session, earlier: boolean): Promise<string | undefined> => {
  const live = `SELECT source_id, record, TRUE AS is_new, order_id, line_id, customer_id FROM new_lines`;
  const before = ` UNION ALL SELECT source_id, record, FALSE AS is_new, order_id, line_id, customer_id FROM earlier_lines`;
  await session.bindSql('live', earlier ? live + before : live);
  const ids = 'SELECT order_id, line_id, customer_id FROM live';
  await session.bindSql('claims', earlier ? `${ids} UNION ALL SELECT order_id, line_id, customer_id FROM earlier_refused` : ids);
  const found = await session.materialise(
    'set_refused',
    `WITH conflicts AS (
       SELECT order_id, MIN(customer_id) AS one, MAX(customer_id) AS other FROM claims GROUP BY order_id HAVING MIN(customer_id) <> MAX(customer_id)
     ),
     repeated AS (
       SELECT order_id, line_id, COUNT(*) AS times FROM claims WHERE line_id IS NOT NULL GROUP BY order_id, line_id HAVING COUNT(*) > 1
     )
     SELECT l.source_id, l.record, l.is_new, l.order_id, l.line_id, l.customer_id, 'ORDER_CUSTOMER_CONFLICT' AS code,
       CONCAT('order ', ${shownId('l.order_id')}, ' names customers ', ${shownId('c.one')}, ' and ', ${shownId('c.other')}) AS reason
     FROM live l JOIN conflicts c ON c.order_id = l.order_id
     UNION ALL
     SELECT l.source_id, l.record, l.is_new, l.order_id, l.line_id, l.customer_id, 'DUPLICATE_LINE' AS code,
       CONCAT('order ', ${shownId('l.order_id')}, ' has line ', ${shownId('l.line_id')}, ' ', r.times, ' times') AS reason
     FROM live l JOIN repeated r ON r.order_id = l.order_id AND r.line_id = l.line_id
     WHERE l.order_id NOT IN (SELECT order_id FROM conflicts)`,
  );
  return found === 0 ? undefined : 'set_refused';
};

const sameLine = [
  'order_id',
  'customer_id',
  'event_ts',
  'product_id',
  'quantity',
  'line_total',
  'line_margin',
  'currency',
  'status',
  'channel',
].join(', ');

/** Counts lines equal in every column to one that came before, and keeps them as `equal_lines`. */
const findEqual = async (session: Session, earlier: boolean, refused: string | undefined): Promise<number> => {
  const lines = `SELECT source_id, record, 1 AS age, ${sameLine} FROM new_lines WHERE line_id IS NULL`;
  const before = ` UNION ALL SELECT source_id, record, 0 AS age, ${sameLine} FROM earlier_lines WHERE line_id IS NULL`;
  return await session.materialise(
    'equal_lines',
    `SELECT source_id, record FROM (
       SELECT source_id, record, age,
         ROW_NUMBER() OVER (PARTITION BY ${sameLine} ORDER BY age ASC NULLS FIRST, source_id ASC NULLS FIRST, record ASC NULLS FIRST) AS place
       FROM (${earlier ? lines + before : lines}) l
     ) p WHERE place > 1 AND age = 1${refused === undefined ? '' : ` AND NOT EXISTS (SELECT 1 FROM ${refused} r WHERE r.source_id = p.source_id AND r.record = p.record)`}`,
  );
};
