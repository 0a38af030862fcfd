/**
 * The crash drill of extraction: a real `audit extract --source salesforce` against a simulated organisation is killed with SIGKILL at a
 * random moment and run again. Bronze must then be the organisation, by Id and stamp, and no page of rows may have been asked for twice
 * but the one in flight. Half of the kills hit a first load, half a later one.
 *
 * `node tools/drills/extract-kill.ts [--n 200] [--seed S] [--accounts 1000]`; with 1,000 accounts a run takes about two seconds.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Simulator, startSimulator } from '@audit/salesforce-sim';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { randomOf } from './random.ts';
import { type Outcome, startAuditWith } from './scene.ts';

export interface ExtractKillReport {
  readonly kills: number;
  /** Runs that had ended before the signal reached them; they are not counted as kills. */
  readonly tooLate: number;
  /** Pages that were asked for again, at most one a kill. */
  readonly pagesAgain: number;
}

/** What a run does that nobody disturbs. */
interface Undisturbed {
  readonly requests: number;
  readonly seconds: number;
}

const objects = ['Account', 'Contact', 'Task'];

const reads = ({ requests }: Simulator): readonly string[] =>
  requests.filter(({ path }) => /\/results\?|\/01g|queryAll\?q=SELECT%20Id/.test(path)).map(({ path }) => path);

/** What bronze says of a table and the organisation does not, and the reverse. */
const differences = async (lake: string, sim: Simulator, object: string): Promise<number> => {
  const opened = Lake.open(lake);
  const files = opened.head().tables[`bronze_${object.toLowerCase()}`]?.base.map((file) => `'${opened.path(file)}'`) ?? [];
  await using engine = duckDbEngine({ tempDirectory: join(lake, '..', 'temp'), directories: [lake] });
  await using session = await engine.session();
  const newest = `SELECT "Id", "SystemModstamp", _is_deleted FROM read_parquet([${files.join(', ')}], union_by_name = true)
    QUALIFY ROW_NUMBER() OVER (PARTITION BY "Id" ORDER BY "SystemModstamp" DESC, _extracted_at DESC) = 1`;
  const found = new Map((await session.evidence(newest, 1e9)).map((row) => [row['Id'], row]));
  const twice = await session.evidence(
    `SELECT "Id" FROM read_parquet([${files.join(', ')}], union_by_name = true) GROUP BY "Id", "SystemModstamp" HAVING COUNT(*) > 1`,
    1e9,
  );
  const truth = new Map((await sim.org.truth(object, ['Id', 'SystemModstamp'])).map((row) => [row['Id'], row]));
  const lacking = [...truth].filter(([id, row]) => found.get(id)?.['SystemModstamp'] !== row['SystemModstamp']).length;
  return lacking + twice.length + [...found].filter(([id, row]) => !truth.has(id) && row['_is_deleted'] !== 'true').length;
};

export const extractKillDrill = async (
  spec: { n: number; seed: number; accounts: number },
  progress: (report: ExtractKillReport) => void = () => {},
): Promise<ExtractKillReport> => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-drill-'));
  const sim = await startSimulator({ seed: spec.seed, accounts: spec.accounts });
  const { clientId, clientSecret } = sim.credentials;
  const env = {
    SALESFORCE_CLIENT_ID: clientId,
    SALESFORCE_CLIENT_SECRET: clientSecret,
    SALESFORCE_LOGIN_URL: sim.url,
    SALESFORCE_BULK_PAGE_ROWS: '1000',
    SALESFORCE_QUERY_PAGE_ROWS: '200',
    SALESFORCE_QUOTA_RUN_PERCENT: '100',
  };
  const start = (lake: string) => startAuditWith(env, 'extract', ...objects, '--source', 'salesforce', '--lake', lake, '--json');
  const toEnd = async (lake: string): Promise<Outcome> => {
    const outcome = await start(lake).done;
    if (outcome.exitCode !== 0) throw new Error(`extract: exit ${outcome.exitCode}\n${outcome.stdout}${outcome.stderr}`);
    return outcome;
  };
  const random = randomOf(spec.seed);
  const counts = { kills: 0, tooLate: 0, pagesAgain: 0 };
  const undisturbed = async (lake: string): Promise<Undisturbed> => {
    const before = sim.requests.length;
    const { seconds } = await toEnd(lake);
    return { requests: sim.requests.length - before, seconds };
  };
  const killOnce = async (onto: string | null, { requests, seconds }: Undisturbed): Promise<void> => {
    const lake = join(folder, 'lake');
    rmSync(lake, { recursive: true, force: true });
    if (onto !== null) cpSync(onto, lake, { recursive: true });
    const before = reads(sim).length;
    // By requests and not by time, so that a busy machine kills as an idle one does; a third of the kills fall into what follows them.
    const last = sim.requests.length + 1 + Math.floor(random() * requests);
    const pause = random() < 0.33 ? 500 * seconds * random() : 50 * random();
    const victim = start(lake);
    const ended = victim.done.then(() => true);
    while (sim.requests.length < last && !(await Promise.race([ended, sleep(2, false)])));
    await Promise.race([sleep(pause), victim.done]);
    victim.process.kill('SIGKILL');
    if ((await victim.done).signal !== 'SIGKILL') {
      counts.tooLate++;
      return;
    }
    await toEnd(lake);
    const asked = reads(sim).slice(before);
    const again = asked.length - new Set(asked).size;
    if (again > 1) throw new Error(`${again} pages were asked for twice after one kill`);
    for (const object of objects) {
      const wrong = await differences(lake, sim, object);
      if (wrong > 0) throw new Error(`${wrong} records of ${object} are not those of the organisation`);
    }
    if (!Lake.open(lake).verify().ok) throw new Error('a kill left a damaged lake');
    counts.kills++;
    counts.pagesAgain += again;
    progress(counts);
  };
  try {
    const first = join(folder, 'first');
    const later = Math.floor(spec.n / 2);
    const firstRun = await undisturbed(first);
    while (counts.kills < spec.n - later) await killOnce(null, firstRun);
    await sim.org.advance(3600);
    for (const object of objects)
      await sim.org.change({ object, insert: spec.accounts / 5, update: spec.accounts / 2, softDelete: 5, hardDelete: 5 });
    await sim.org.advance(3600);
    if (later === 0) return counts;
    const second = join(folder, 'second');
    cpSync(first, second, { recursive: true });
    const laterRun = await undisturbed(second);
    while (counts.kills < spec.n) await killOnce(first, laterRun);
    return counts;
  } finally {
    await sim.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      n: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
      accounts: { type: 'string', default: '1000' },
    },
  });
  console.error(`extract kill drill --n ${values.n} --seed ${values.seed} --accounts ${values.accounts}`);
  const spec = { n: Number(values.n), seed: Number(values.seed), accounts: Number(values.accounts) };
  const report = await extractKillDrill(spec, ({ kills, tooLate, pagesAgain }) => {
    if (kills % 10 === 0) console.error(`${kills} kills, ${pagesAgain} pages asked for again, ${tooLate} too late`);
  });
  console.log(JSON.stringify(report));
}
