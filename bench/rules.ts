/**
 * The six rules of the law over many customers: outcomes of all, three-valued, and the gaps of those that are undecidable; then a whole night of rules and
 * alerts with their episodes. A third of the values is missing.
 *
 *   node bench/rules.ts [--customers 1000000] [--rounds 3]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { customerAlerts, customerRecommendations, goldLineage, sqlType, type Table } from '@audit/contract';
import { decideRules, previewRules, readDefinitions, ruleWords, shippedDefinitions, typeOfUnit, type Unit } from '@audit/metrics';
import { duckDbEngine, type Session } from '@audit/warehouse';

const { values } = parseArgs({ options: { customers: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } } });
const customers = Number(values.customers);

/** A value of a unit by the hash of a row, unknown for a third. */
const made: Readonly<Record<Unit, string>> = {
  score: 'h % 10000 / 100.0',
  fraction: '(h % 400 - 100) / 100.0',
  money: 'h % 100000000 / 100.0',
  quantity: 'h % 100000 / 10.0',
  days: '(h % 200) - 30',
  count: 'h % 8',
  date: `DATE '2026-01-01' + CAST(h % 365 AS INTEGER)`,
  text: `'T' || h % 9`,
  flag: 'h % 20 = 0',
};

const definitions = readDefinitions(readFileSync(shippedDefinitions, 'utf8'), shippedDefinitions);
const columns = definitions.facts.flatMap(({ name, unit, hasReason }, at) => {
  const hash = `CAST(hash(i, ${at}) % 1000000000 AS BIGINT)`;
  const value = made[unit].replaceAll(/\bh\b/g, hash);
  const known = `hash(i, ${at}, 'known') % 3 > 0`;
  return [
    `CASE WHEN ${known} THEN CAST(${value} AS ${sqlType(typeOfUnit[unit], 'duckdb')}) END AS ${name}`,
    ...(hasReason ? [`CASE WHEN NOT (${known}) THEN 'no_source' END AS ${name}_reason`] : []),
  ];
});

const empty = async (session: Session, name: string, table: Table): Promise<void> => {
  const list = Object.entries(table.columns).filter(([column]) => !Object.hasOwn(goldLineage, column));
  await session.materialise(
    name,
    `SELECT ${list.map(([column, { type }]) => `CAST(NULL AS ${sqlType(type, 'duckdb')}) AS ${column}`).join(', ')} WHERE FALSE`,
  );
};

const folder = mkdtempSync(join(tmpdir(), 'audit-bench-rules-'));
try {
  await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 2, memoryLimit: '4GB' });
  await using session = await engine.session();
  await session.materialise('facts', `SELECT 'M' || i AS master_id, ${columns.join(', ')} FROM range(${customers}) r(i)`);
  await session.bindSql('masters', 'SELECT master_id FROM facts');
  await empty(session, 'alerts_before', customerAlerts);
  await empty(session, 'recommendations_before', customerRecommendations);
  console.log(`${customers} customers, 2 threads, load ${loadavg()[0]?.toFixed(1)}`);
  for (const { id, when } of definitions.rules.rules) console.log(`  ${id}: ${ruleWords(when)}`);
  const run = { asOf: '2026-10-31', zone: 'UTC' };
  const six = { rules: definitions.rules.rules, alerts: [] };
  for (let round = 0; round < Number(values.rounds); round++) {
    const timed = async (work: () => Promise<void>): Promise<string> => {
      const [started, cpu] = [performance.now(), process.cpuUsage()];
      await work();
      const { user, system } = process.cpuUsage(cpu);
      return `${((performance.now() - started) / 1000).toFixed(2)} s wall, ${((user + system) / 1e6).toFixed(2)} s CPU`;
    };
    console.log(
      `six rules, outcomes and counts   ${await timed(async () => void (await previewRules(session, six.rules, definitions.facts, 0)))}`,
    );
    console.log(`six rules, gaps, recommendations ${await timed(async () => await decideRules(session, six, definitions.facts, run))}`);
    console.log(
      `all rules and alerts, a night    ${await timed(async () => await decideRules(session, definitions.rules, definitions.facts, run))}`,
    );
  }
  const [counted] = await session.evidence(
    'SELECT (SELECT COUNT(*) FROM recommendations_now) AS made, (SELECT COUNT(*) FROM gaps_now) AS gaps, (SELECT COUNT(*) FROM alerts_now) AS alerts',
    1,
  );
  console.log(JSON.stringify(counted));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
