import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadConfig } from '@audit/contract';
import { type Simulator, startSimulator } from '@audit/salesforce-sim';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { lakeToFill } from '../../open-lake.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { atRiskText } from '../aggregate/summary.ts';
import { stateOfGold } from '../aggregate/state-of-gold.ts';
import { runMetricsExplain } from '../metrics/run-metrics-explain.ts';
import { runRun } from '../run/run-run.ts';
import { commandLines, demoPrinter } from './demo-printer.ts';
import { firstProfiles, nextProfiles } from './demo-profiles.ts';
import { servedPage } from './served-page.ts';

const day = 86_400;
/** The rates that come with audit reach so far. */
const clock = '2026-10-01T04:00:00Z';
const accounts = 40;
const pipeline = {
  version: 1,
  steps: { extract: {}, transform: {}, link: {}, profile: { batches: ['input/*.ndjson'] }, aggregate: {} },
} as const;
/** The accounts’ numbers are the ids under which the bank knows their owners. */
const linking = { version: 1, customer_xref: { column: 'account_number', source_system: 'bank' } } as const;

/** A day at a company: the same each time. @returns what happened, for people */
const letThingsHappen = async ({ org }: Simulator): Promise<string> => {
  await org.change({ object: 'Account', insert: 2, update: 3 });
  await org.change({ object: 'Opportunity', update: 4 });
  await org.change({ object: 'Contact', softDelete: 1, hardDelete: 1 });
  await org.change({ object: 'Case', insert: 2 });
  await org.advance(day);
  return '2 accounts came and 3 changed, 4 opportunities moved, 2 cases were opened; a contact went to the recycle bin, another for good.\nThe profiles of three owners changed; of a fourth it is heard only now what happened in May.\n';
};

const next = (lake: string, customer: string): string =>
  commandLines([
    `show gold_customer_360 --lake ${lake} --limit 1 --json`,
    `metrics explain ${customer} health_score --lake ${lake} --as-of 2026-10-02`,
    `metrics list`,
    `rules list`,
    `show gold_customer_timeline --lake ${lake} --limit 5 --json`,
    `transform --explain accounts.annual_revenue --lake ${lake}`,
    `lineage customer_360.churn_risk --lake ${lake}`,
    `profile history --customer A-00000008 --lake ${lake}`,
    `quality --lake ${lake}`,
    `verify --lake ${lake}`,
    'sim serve --help',
  ]);

/** What a command prints, run on the organisation instead of the user's own settings. */
const printed = async (
  context: CommandContext,
  { url, org, credentials }: Simulator,
  { project, lake }: { readonly project: string; readonly lake: string },
  run: (inner: CommandContext) => Promise<void>,
): Promise<string> => {
  const parts: string[] = [];
  const inner: CommandContext = {
    ...context,
    cwd: project,
    env: {
      SALESFORCE_CLIENT_ID: credentials.clientId,
      SALESFORCE_USERNAME: credentials.username,
      SALESFORCE_PRIVATE_KEY: credentials.privateKeyPem,
    },
    now: () => org.clock,
    // Rows in quarantine are told, and are no failure of a demonstration.
    finish: () => undefined,
    stdout: { isTTY: false, columns: context.stdout.columns, closed: false, write: async (part) => void parts.push(part) },
  };
  writeFileSync(join(project, 'audit.config.json'), JSON.stringify({ lake, log_level: 'error', salesforce: { login_url: url } }));
  await run(inner);
  return parts.join('');
};

/**
 * Two nights of a simulated organisation, whole and then only what changed, up to the customers most at risk. The organisation is the same each time: on a
 * lake that has both nights nothing is new.
 */
export const runDemoSalesforce = async (context: CommandContext, shownLake: string): Promise<void> => {
  const print = demoPrinter(context);
  const root = resolve(context.cwd, shownLake);
  const lake = lakeToFill(root);
  const wasThere = lake.head().version > 0;
  const config = loadConfig({ cwd: root, env: {} });
  using scratch = scratchFolder(context, config);
  for (const folder of ['configs/pipelines', 'input']) mkdirSync(join(scratch.path, folder), { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(scratch.path, name), text);
  write('configs/pipelines/nightly.json', JSON.stringify(pipeline));
  write('configs/account_linking.json', JSON.stringify(linking));
  write('input/owners-2026-10-01.ndjson', firstProfiles(accounts));
  const place = { project: scratch.path, lake: root };
  const sim = await startSimulator({ seed: 1, accounts, clock });
  try {
    const night = async (): Promise<string> => await printed(context, sim, place, async (inner) => await runRun(inner, 'nightly', {}));
    await print('A Salesforce organisation, simulated on this machine', `${sim.url}\nIts clock shows ${sim.org.clock}.\n`);
    if (!wasThere)
      await print('audit run nightly: extract, transform, link, profile, aggregate, in one version of the lake', await night());
    await print('A day later', await letThingsHappen(sim));
    write('input/owners-2026-10-02.ndjson', nextProfiles());
    await print('audit run nightly: only what changed', await night());
    const head = lake.head();
    const asOf = sim.org.clock.slice(0, 10);
    await using engine = openEngine(context, config, [root]);
    const { atRisk } = await stateOfGold(engine, lake, head, asOf, 5);
    await print('Customers most at risk, why, and what to do', atRiskText(atRisk));
    const first = atRisk[0]?.master_id ?? '';
    if (first !== '') {
      const explain = async (inner: CommandContext): Promise<void> =>
        await runMetricsExplain(inner, first, 'churn_risk', { lake: root, asOf });
      await print(`audit metrics explain ${first} churn_risk`, await printed(context, sim, place, explain));
    }
    await print('audit serve: the same on a page', await servedPage(context, place, shownLake));
    await print('Look further', next(shownLake, first));
  } finally {
    await sim.close();
  }
};
