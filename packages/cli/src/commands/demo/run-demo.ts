import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Config, FileMissing, loadConfig } from '@audit/contract';
import { streamSource } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { buildMartInLake } from '../../jobs/build-mart.ts';
import { openEngine } from '../../open-engine.ts';
import { lakeToFill } from '../../open-lake.ts';
import { runIdentity } from '../../run-identity.ts';
import { summaryText } from '../build-mart/print-summary.ts';
import { summaryOf } from '../build-mart/summary.ts';
import { cdnowTransactions } from './cdnow.ts';
import { commandLines, demoPrinter } from './demo-printer.ts';
import { bestCustomers, firstOrders, quarters } from './views.ts';

const fixtures = fileURLToPath(new URL('../../../../../fixtures/cdnow', import.meta.url));

const readSample = async (): Promise<string> => {
  const path = `${fixtures}/CDNOW_sample.txt`;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new FileMissing(path, { cause: error });
  }
};

/** The demonstration does not depend on the user's settings: everyone sees the same. */
const demoConfig = (): Config => loadConfig({ cwd: fixtures, env: {} });

const next = (lake: string): string =>
  commandLines([
    `show orders --lake ${lake} --limit 5 --json`,
    `lineage customer_period_quarter.total_spend --lake ${lake}`,
    `history --lake ${lake}`,
    `verify --lake ${lake}`,
    'init my-shop',
  ]);

/** Builds the marts of the CDNOW sample in a lake of their own and shows them; a second time nothing is new. */
export const runDemo = async (context: CommandContext, shownLake: string): Promise<void> => {
  const print = demoPrinter(context);
  const config = demoConfig();
  const lake = lakeToFill(resolve(context.cwd, shownLake));
  const transactions = cdnowTransactions(await readSample());
  await print(
    'Real transactions: the CDNOW music shop, January 1997 to June 1998',
    `${transactions.split('\n').slice(0, 4).join('\n')}\n…\nAn order is what a customer bought on a day. No cost is known, so margins stay empty: unknown is not 100 %.\n`,
  );
  await using engine = openEngine(context, config, [lake.root]);
  const result = await buildMartInLake({
    config,
    sources: [streamSource('CDNOW_sample.csv', [Buffer.from(transactions)])],
    lake,
    engine,
    identity: runIdentity(context, 'audit demo'),
    format: 'csv',
    whenChanged: undefined,
    onStep: () => undefined,
    warn: (message) => void context.stderr.write(`audit: ${message}\n`),
  });
  const summary = await summaryOf(engine, lake, config, result, { lake: shownLake, output: null });
  await print('audit build-mart: lines → orders → customer × period', summaryText(summary));
  await using session = await engine.session();
  const { manifest } = result;
  await print('The first orders (gold_orders)', await firstOrders(session, lake, manifest));
  await print('Quarter by quarter (gold_customer_period_quarter)', await quarters(session, lake, manifest));
  await print('The ten best customers (gold_customer_period_year)', await bestCustomers(session, lake, manifest));
  await print('Look further', next(shownLake));
};
