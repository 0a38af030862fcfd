/**
 * Scores, rules and alerts of an organisation, after the values of its metrics, from the silver of a lake: three years of history.
 *
 *   node bench/gold-scores.ts [--customers 10000] [--rounds 3]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { customerAlerts, customerRecommendations, goldLineage, sqlType, type Table } from '@audit/contract';
import {
  bindGoldInputs,
  bindNoScoreHistory,
  computeValues,
  decideRules,
  readDefinitions,
  scoreMasters,
  shippedDefinitions,
  silverOf,
} from '@audit/metrics';
import { duckDbEngine, Lake, type Session } from '@audit/warehouse';
import { fillSilver } from './gold-data.ts';

const { values } = parseArgs({ options: { customers: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '3' } } });
const customers = Number(values.customers);
const run = { asOf: '2025-12-31', zone: 'Europe/Berlin' };

const timed = async (what: string, work: () => Promise<void>): Promise<void> => {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  console.log(
    `  ${what.padEnd(24)} ${((performance.now() - started) / 1000).toFixed(2)} s wall, ${((user + system) / 1e6).toFixed(2)} s CPU`,
  );
};

const empty = async (session: Session, name: string, table: Table): Promise<void> => {
  const list = Object.entries(table.columns).filter(([column]) => !Object.hasOwn(goldLineage, column));
  const columns = list.map(([column, { type }]) => `CAST(NULL AS ${sqlType(type, 'duckdb')}) AS ${column}`);
  await session.materialise(name, `SELECT ${columns.join(', ')} WHERE FALSE`);
};

const folder = mkdtempSync(join(tmpdir(), 'audit-bench-scores-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const lake = Lake.open(join(folder, 'lake'), { durable: false });
await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 2, memoryLimit: '3GB' });
const rows = await fillSilver(engine, lake, customers, run.asOf);
console.log(`${customers} customers, ${rows} rows of silver`);
const definitions = readDefinitions(readFileSync(shippedDefinitions, 'utf8'), shippedDefinitions, silverOf(lake.head()));
for (let round = 0; round < Number(values.rounds); round++) {
  console.log(`round ${round + 1}`);
  await using session = await engine.session();
  const sources = await bindGoldInputs(session, lake, lake.head(), run);
  await bindNoScoreHistory(session);
  await empty(session, 'alerts_before', customerAlerts);
  await empty(session, 'recommendations_before', customerRecommendations);
  await timed('values of metrics', async () => await computeValues(definitions, { session, run, sources }));
  await timed('scores', async () => await scoreMasters(session, definitions.scores, definitions.metricFacts, sources, run));
  await timed('rules, first night', async () => await decideRules(session, definitions.rules, definitions.facts, run));
  for (const table of ['alerts', 'recommendations']) await session.materialise(`${table}_before`, `SELECT * FROM ${table}_now`);
  await timed(
    'rules, next night',
    async () => await decideRules(session, definitions.rules, definitions.facts, { ...run, asOf: '2026-01-01' }),
  );
  const [counted] = await session.evidence(
    `SELECT (SELECT COUNT(*) FROM alerts_now) AS alerts, (SELECT COUNT(*) FROM recommendations_now) AS recommendations, (SELECT COUNT(*) FROM gaps_now) AS gaps,
       (SELECT COUNT(*) FROM score_values WHERE health IS NOT NULL) AS with_health, (SELECT COUNT(*) FROM score_values WHERE churn_risk_band = 'HIGH') AS high_risk`,
    1,
  );
  console.log(`  ${JSON.stringify(counted)}`);
}
console.log(`peak memory of the process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
