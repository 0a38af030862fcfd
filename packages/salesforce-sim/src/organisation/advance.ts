import { formatInstant, parseInstant, quote, UsageError } from '@audit/contract';
import { binnedColumn, columnNames } from './generate-rows.ts';
import { clockMacro } from './macros.ts';
import type { SObject } from './sobject.ts';
import { type Organisation, pendingTable, visibleColumn } from './organisation.ts';

/** How long a deleted row stays in the recycle bin. */
const binDays = 15;

/** An instant as the organisation keeps it: UTC, whole seconds, as ISO text. @throws {@link UsageError} if the text is no instant */
export const wholeSecond = (text: string): string => {
  const parsed = parseInstant(text);
  if (parsed === undefined) throw new UsageError(`"${text}" is no instant`, 'give ISO 8601, such as 2026-06-01T12:00:00Z');
  return formatInstant((parsed.micros - (((parsed.micros % 1_000_000n) + 1_000_000n) % 1_000_000n)) as typeof parsed.micros);
};

/** What is due of an object's open transactions becomes visible. */
const endTransactions = async (organisation: Organisation, object: SObject): Promise<void> => {
  const session = organisation.writer;
  const [table, pending] = [quote(object.name), pendingTable(object.name)];
  const names = columnNames(object)
    .map((name) => quote(name))
    .join(', ');
  const due = `${quote(visibleColumn)} <= sim_clock()`;
  await session.execute(`DELETE FROM ${table} WHERE "Id" IN (SELECT "Id" FROM ${pending} WHERE ${due})`);
  await session.execute(`INSERT INTO ${table} (${names}) SELECT ${names} FROM ${pending} WHERE ${due}`);
  await session.execute(`DELETE FROM ${pending} WHERE ${due}`);
  const [left] = await session.evidence(`SELECT COUNT(*) AS n FROM ${pending}`, 1);
  if (left?.['n'] === '0') organisation.inTransaction.delete(object.name);
};

/**
 * Moves the clock on, by seconds or to an instant: transactions that end by then become visible, and what lay in the recycle bin for 15
 * days is gone. @returns where the clock stands then
 */
export const advance = async (organisation: Organisation, to: number | string): Promise<string> =>
  await organisation.write([], async (session) => {
    const clock = wholeSecond(typeof to === 'string' ? to : new Date(Date.parse(organisation.clock) + to * 1000).toISOString());
    if (clock < organisation.clock)
      throw new UsageError(`the clock stands at ${organisation.clock} and cannot go back to ${clock}`, 'give a later instant');
    organisation.clock = clock;
    await session.execute(clockMacro(clock));
    for (const object of organisation.present) {
      if (organisation.inTransaction.has(object.name)) await endTransactions(organisation, object);
      await session.execute(
        `DELETE FROM ${quote(object.name)} WHERE "IsDeleted" AND ${quote(binnedColumn)} <= sim_clock() - to_days(${binDays})`,
      );
    }
    return clock;
  });
