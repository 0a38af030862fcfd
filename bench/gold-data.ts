/**
 * An organisation of any size, made by SQL straight into the silver tables of a lake: what the customer 360 is measured on. Three years of
 * history; about 200 rows a customer, half of them usage.
 */
import {
  accountMasterMembers,
  type Column,
  type Columns,
  declaredTable,
  decimal,
  qualifiedName,
  quote,
  sqlType,
  type Table,
  text,
} from '@audit/contract';
import { defineJob, type DuckDbEngine, keepTable, type Lake, openWorkplace, runJob } from '@audit/warehouse';
import { type InputName, inputShapes } from '../packages/metrics/src/inputs/input-shapes.ts';
import { amountsOf, baseName, inputTables } from '../packages/metrics/src/inputs/input-tables.ts';

const threeYears = 1090;

/** How many rows a customer has of a table, and SQL of its columns: `i` is the row, `m` its customer, `n` its number there. */
interface Made {
  readonly each: number;
  readonly columns: Readonly<Record<string, string>>;
}

/** A number from 0 to below `limit`, by row and word. */
const below = (word: string, limit: number): string => `CAST(hash(i, '${word}') % ${limit} AS INTEGER)`;
const one = (word: string, ...texts: readonly string[]): string =>
  `([${texts.map((t) => `'${t}'`).join(', ')}])[1 + ${below(word, texts.length)}]`;
const money = (word: string, limit: number): string => `CAST(${below(word, limit * 100)} AS DECIMAL(18, 2)) / 100`;

/** Days and instants before a day, and the account of a row. */
const daysBefore =
  (day: string) =>
  (word: string, days: number): string =>
    `DATE '${day}' - ${below(word, days)}`;
const instantBefore =
  (day: string, span: number) =>
  (word: string): string =>
    `CAST(${daysBefore(day)(word, span)} AS TIMESTAMP) + TO_SECONDS(${below(`${word}s`, 86_400)})`;
const account = { account_id: `CONCAT('001', LPAD(CAST(m AS VARCHAR), 12, '0'), 'AAA')` };

/** Who customers are, what they buy and what they ask for. */
const salesOf = (day: string, times: number): Readonly<Partial<Record<InputName, Made>>> => {
  const span = threeYears * times;
  const [ago, lately] = [daysBefore(day), instantBefore(day, span)];
  return {
    accounts: { each: 1, columns: { ...account, name: `CONCAT('Company ', m)`, created_date: `TIMESTAMP '2022-01-01'` } },
    contacts: { each: 2, columns: { ...account, email: `CONCAT('p', i, '@example.com')` } },
    opportunities: {
      each: 4 * times,
      columns: {
        ...account,
        is_closed: `${below('closed', 4)} > 0`,
        is_won: `${below('won', 2)} = 0`,
        amount: money('amount', 100_000),
        close_date: ago('close', span),
        type: one('type', 'New Customer', 'Existing Customer - Upgrade', 'Existing Customer - Renewal'),
      },
    },
    contracts: {
      each: 2,
      columns: {
        ...account,
        status: one('status', 'Activated', 'Activated', 'Draft'),
        start_date: `DATE '2023-01-01'`,
        end_date: `DATE '${day}' - 300 + ${below('end', 900)}`,
      },
    },
    sales_orders: {
      each: 3 * times,
      columns: {
        ...account,
        status: `'Activated'`,
        type: one('type', 'New', 'Renewal', 'Change'),
        effective_date: ago('eff', span),
        total_amount: money('total', 100_000),
      },
    },
    sales_order_items: {
      each: 6 * times,
      columns: {
        order_id: `CONCAT('sales_orders-', m * ${3 * times} + n % ${3 * times})`,
        product_id: `CONCAT('products-', ${below('product', 25)})`,
        service_date: ago('service', span),
        end_date: `${ago('service', span)} + 365`,
        total_price: money('price', 20_000),
      },
    },
    assets: {
      each: 5,
      columns: {
        ...account,
        product_id: `CONCAT('products-', ${below('product', 25)})`,
        status: one('status', 'Installed', 'Installed', 'Shipped', 'Obsolete'),
        current_mrr: `CASE WHEN ${below('has', 4)} > 0 THEN ${money('mrr', 2000)} END`,
        install_date: ago('install', span),
        usage_end_date: `CASE WHEN ${below('ends', 2)} = 0 THEN ${ago('install', span)} + 365 END`,
        currency_iso_code: one('currency', 'EUR', 'USD', 'JPY'),
      },
    },
    cases: {
      each: 5 * times,
      columns: {
        ...account,
        priority: one('priority', 'Low', 'Medium', 'High'),
        is_closed: `${below('closed', 5)} > 0`,
        created_date: lately('opened'),
        csat: `1 + ${below('csat', 5)}`,
      },
    },
    case_milestones: {
      each: 5 * times,
      columns: {
        case_id: `CONCAT('cases-', i)`,
        target_date: `${lately('opened')} + INTERVAL 4 HOUR`,
        completion_date: `CASE WHEN ${below('open', 6)} > 0 THEN ${lately('opened')} + TO_SECONDS(${below('took', 20_000)}) END`,
      },
    },
  };
};

/** What is spoken, used and paid. */
const paymentsOf = (day: string, times: number): Readonly<Partial<Record<InputName, Made>>> => {
  const span = threeYears * times;
  const [ago, lately] = [daysBefore(day), instantBefore(day, span)];
  return {
    tasks: {
      each: 15 * times,
      columns: {
        ...account,
        status: one('status', 'Completed', 'Completed', 'Not Started'),
        task_subtype: one('sub', 'Task', 'Email', 'Call'),
        activity_date: ago('when', span),
        completed_date_time: lately('when'),
      },
    },
    events: { each: 4 * times, columns: { ...account, start_date_time: lately('when'), activity_date: ago('when', span) } },
    usage: {
      each: 110 * times,
      columns: {
        ...account,
        metric: `'api_calls'`,
        period_date: `DATE '${day}' - CAST(n * 10 AS INTEGER)`,
        quantity: money('quantity', 10_000),
      },
    },
    invoices: {
      each: 36 * times,
      columns: {
        ...account,
        status: one('status', 'Posted', 'Posted', 'Posted', 'Draft'),
        invoice_date: `DATE '${day}' - CAST(n * 30 AS INTEGER)`,
        due_date: `DATE '${day}' - CAST(n * 30 - 14 AS INTEGER)`,
        total_amount: money('total', 5000),
        balance: `CASE WHEN n < 2 AND ${below('open', 3)} = 0 THEN 100 ELSE 0 END`,
      },
    },
    payments: {
      each: 30 * times,
      columns: {
        ...account,
        invoice_id: `CONCAT('invoices-', i)`,
        amount: money('total', 5000),
        effective_date: ago('paid', span),
        status: `'Processed'`,
      },
    },
    credit_memos: {
      each: times,
      columns: { ...account, credit_date: ago('credit', span), total_amount: money('credit', 500), status: `'Posted'` },
    },
  };
};

/** A silver table as the mapping makes it with currency on: amounts, and the same in the base currency. */
const silverTable = (name: InputName): Table => {
  const amounts = amountsOf(name);
  const own = Object.entries(inputTables[name].columns).filter(
    ([column]) => column !== 'master_id' && !amounts.some((amount) => baseName(amount) === column),
  );
  const about = { description: 'In the base currency', nullable: true } as const;
  const converted: Columns = Object.fromEntries(
    amounts.flatMap((amount): readonly (readonly [string, Column])[] => [
      [`${amount}_usd`, decimal(38, 4)(about)],
      [`${amount}_currency`, text(about)],
      [`${amount}_rate`, decimal(38, 18)(about)],
    ]),
  );
  return declaredTable('silver', name, {
    grain: [inputShapes[name].key],
    description: name,
    columns: { ...Object.fromEntries(own), ...converted },
  });
};

const rowsSql = (name: InputName, table: Table, { each, columns }: Made, masters: number): string => {
  const valueOf = (column: string): string => {
    if (column === inputShapes[name].key) return columns[column] ?? `CONCAT('${name}-', i)`;
    const amount = amountsOf(name).find((one) => column.startsWith(`${one}_`));
    if (amount === undefined || columns[column] !== undefined) return columns[column] ?? 'NULL';
    if (column.endsWith('_currency')) return `'USD'`;
    return column.endsWith('_rate') ? '1' : (columns[amount] ?? 'NULL');
  };
  const list = Object.entries(table.columns).map(
    ([column, { type }]) => `CAST(${valueOf(column)} AS ${sqlType(type, 'duckdb')}) AS ${quote(column)}`,
  );
  return `SELECT ${list.join(', ')} FROM (SELECT range AS i, range // ${each} AS m, range % ${each} AS n FROM range(${masters * each})) r`;
};

const noJob = defineJob('gold-data', () => undefined);

/** Fills an empty lake with the silver of so many customers as of a day, of three years or so many times three; returns how many rows that is. */
export const fillSilver = async (engine: DuckDbEngine, lake: Lake, masters: number, day: string, times = 1): Promise<number> => {
  const [runId, clock] = ['gold-data', `${day}T23:00:00.000000Z`];
  await using lock = await lake.lock({ runId, command: 'bench' });
  const parent = lake.head();
  const folder = lake.stage(lock, runId, clock);
  await using place = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
  const session = await place.session();
  const sources: Record<string, NonNullable<Awaited<ReturnType<typeof keepTable>>>> = {};
  let rows = 0;
  const keep = async (table: Table, added: string): Promise<void> => {
    const state = await keepTable(session, place, table, undefined, { added });
    rows += state?.rows ?? 0;
    if (state !== undefined) sources[qualifiedName(table)] = state;
  };
  for (const [name, made] of Object.entries({ ...salesOf(day, times), ...paymentsOf(day, times) }) as readonly [InputName, Made][]) {
    const table = silverTable(name);
    await keep(table, rowsSql(name, table, made, masters));
  }
  // One customer in ten is two accounts.
  const members = `SELECT CONCAT('001', LPAD(CAST(i AS VARCHAR), 12, '0'), 'AAA') AS account_id,
    CONCAT('M', LPAD(CAST(CASE WHEN i % 10 = 1 THEN i - 1 ELSE i END AS VARCHAR), 12, '0')) AS master_id, CAST(100 AS INTEGER) AS linkage_confidence
    FROM (SELECT range AS i FROM range(${masters})) r`;
  await keep(accountMasterMembers, members);
  await runJob(engine, lake, lock, noJob, { runId, clock, parent, sources, runKey: runId, place });
  return rows;
};
