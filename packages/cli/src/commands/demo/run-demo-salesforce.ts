import { resolve } from 'node:path';
import { loadConfig, Secret } from '@audit/contract';
import { SalesforceClient, salesforceSource, usualObjects } from '@audit/medallion';
import { type Simulator, startSimulator } from '@audit/salesforce-sim';
import { type DuckDbEngine, type Lake, tableScan } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { type Extraction, extractSources } from '../../jobs/extract-sources.ts';
import { transformSilver } from '../../jobs/transform-silver.ts';
import { openEngine } from '../../open-engine.ts';
import { lakeToFill } from '../../open-lake.ts';
import { textTable } from '../../output/text-table.ts';
import { runIdentity } from '../../run-identity.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { findTable } from '../../table-lookup.ts';
import { chosenMapping } from '../../transform-mapping.ts';
import { extractionText } from '../extract/summary.ts';
import { transformText } from '../transform/summary.ts';
import { commandLines, demoPrinter } from './demo-printer.ts';

const hour = 3600;
const everything = { tables: [], full: false, since: undefined, reconcile: false, onError: 'fail' } as const;

/** A day at a company: the same each time. @returns what happened, for people */
const letThingsHappen = async ({ org }: Simulator): Promise<string> => {
  await org.change({ object: 'Account', insert: 2, update: 3 });
  await org.change({ object: 'Opportunity', update: 4 });
  await org.change({ object: 'Contact', softDelete: 1, hardDelete: 1 });
  await org.change({ object: 'Case', insert: 2 });
  await org.advance(2 * hour);
  return '2 accounts came and 3 changed, 4 opportunities moved, 2 cases were opened; a contact went to the recycle bin, another for good.\n';
};

const next = (lake: string): string =>
  commandLines([
    `show bronze_account --lake ${lake} --limit 3 --json`,
    `show silver_accounts --lake ${lake} --limit 3 --json`,
    `transform --explain accounts.annual_revenue --lake ${lake}`,
    `transform --show-sql product2 --lake ${lake}`,
    `state show --lake ${lake}`,
    `show ops_extraction_metrics --lake ${lake} --limit 5 --json`,
    `verify --lake ${lake}`,
    'sim serve --help',
  ]);

/** Tables that something came of. */
const withNews = ({ extracted, ...rest }: Extraction): Extraction => ({
  ...rest,
  extracted: extracted.map((one) => ({ ...one, tables: one.tables.filter(({ metrics }) => metrics.received > 0) })),
});

/** The rows a run brought, of the tables that can be told in a line. */
const newRows = async (engine: DuckDbEngine, lake: Lake, { manifest }: Extraction): Promise<string> => {
  await using session = await engine.session();
  const lines: (readonly string[])[] = [];
  for (const name of ['account', 'contact', 'opportunity', 'case']) {
    const { table, state } = findTable(manifest, `bronze_${name}`);
    const said = name === 'case' ? '"Subject"' : '"Name"';
    const what = `CASE WHEN _is_deleted THEN 'deleted' WHEN "CreatedDate" = "SystemModstamp" THEN 'new' ELSE 'changed' END`;
    const sql = `SELECT "Id" AS id, ${said} AS name, ${what} AS what, "SystemModstamp" AS at FROM (${tableScan(lake, table, state)}) WHERE _run_id = '${manifest.runId}' ORDER BY 3 DESC, 1`;
    const rows = await session.evidence(sql, 100);
    lines.push(...rows.map((row) => [name, row['id'] ?? '', row['name'] ?? '', row['what'] ?? '', row['at'] ?? '']));
  }
  const columns = [{ title: 'table' }, { title: 'Id' }, { title: 'name', maxWidth: 32 }, { title: 'what' }, { title: 'stamp' }];
  return textTable(columns, lines);
};

/** Of the tables of silver: enough to see it, and few enough to be there at once. */
const demoTables = ['account', 'contact', 'product2', 'currency_type'];

/** Bronze to silver by the shipped mapping, without rates: amounts stay as they came. */
const cleaned = async (context: CommandContext, lake: Lake): Promise<string> => {
  const config = loadConfig({ cwd: lake.root, env: { AUDIT_SILVER_CURRENCY: 'off' } });
  using scratch = scratchFolder(context, config);
  await using engine = openEngine(context, config, [lake.root, scratch.path]);
  const read = chosenMapping({ cwd: lake.root }, config);
  const identity = runIdentity(context, 'audit demo salesforce');
  const order = { lake, engine, identity, config, read, only: demoTables, scratch: scratch.path, warn: () => undefined };
  return transformText(await transformSilver(order), false);
};

/**
 * Extracts a simulated organisation into a lake of its own, changes it, and extracts what changed. The organisation is the same each time:
 * on a lake that has all that, nothing is new.
 */
export const runDemoSalesforce = async (context: CommandContext, shownLake: string): Promise<void> => {
  const print = demoPrinter(context);
  const lake = lakeToFill(resolve(context.cwd, shownLake));
  const wasThere = lake.head().version > 0;
  const sim = await startSimulator({ seed: 1, accounts: 40 });
  try {
    const { clientId, username, privateKeyPem } = sim.credentials;
    const credentials = { kind: 'jwt', clientId, username, privateKey: new Secret(privateKeyPem) } as const;
    using client = new SalesforceClient({ credentials, login: new URL(sim.url), signal: context.interrupted });
    const objects = await usualObjects(client);
    await using engine = openEngine(context, loadConfig({ cwd: lake.root, env: {} }), [lake.root]);
    const extract = async (): Promise<Extraction> => {
      const warn = (): void => undefined;
      const source = salesforceSource({ client, objects, warn });
      const order = { lake, engine, identity: runIdentity(context, 'audit demo salesforce'), sources: [source], warn };
      return await extractSources({ ...order, request: everything, settings: [], signal: context.interrupted, onRows: warn });
    };
    await print(
      'A Salesforce organisation, simulated on this machine',
      `${sim.url}: ${objects.length} kinds of objects, login by JWT\nIts clock shows ${sim.org.clock}.\n`,
    );
    if (!wasThere)
      await print(
        'audit extract --source salesforce: everything, counted against what the server promised',
        extractionText(await extract()),
      );
    await print('Two hours later', await letThingsHappen(sim));
    const later = await extract();
    await print('audit extract --source salesforce: only what changed', extractionText(withNews(later)));
    if (later.isNew) await print('Rows it brought', await newRows(engine, lake, later));
    await print(`audit transform ${demoTables.join(' ')}: cleaned, typed, judged`, await cleaned(context, lake));
    await print('Look further', next(shownLake));
  } finally {
    await sim.close();
  }
};
