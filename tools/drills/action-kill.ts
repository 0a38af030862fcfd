/**
 * The crash drill of actions: a real `audit serve` is killed with SIGKILL while recommendations are executed and taken back, and started again. Every request that
 * was answered 202 is answered the same by its Idempotency-Key, every one is delivered, each under one id however often it is told, and the journal is whole.
 *
 * `node tools/drills/action-kill.ts [--n 100] [--seed S]`
 */
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { compareWithState, readJournal } from '@audit/api';
import { makeServedProject } from '../../packages/cli/src/commands/serve/served-project.fixture.ts';
import { openHookServer } from '../../packages/cli/src/triggers/hook-server.fixture.ts';
import { randomOf } from './random.ts';
import { type Running, startAuditIn } from './scene.ts';

export interface ActionKillReport {
  readonly kills: number;
  /** Requests in all, and those that were answered before the kill. */
  readonly requests: number;
  readonly accepted: number;
  /** Of them those whose delivery was made only after the next start. */
  readonly resumed: number;
  /** Deliveries a receiver was told of, and how many of them twice. */
  readonly deliveries: number;
  readonly toldAgain: number;
}

const customer = '942fa2df-925d-5fa1-95bc-74d33bae6588';
type Kind = 'execute' | 'cancel';

interface Server {
  readonly url: string;
  readonly running: Running;
}

const startServer = async (project: string): Promise<Server> => {
  const running = startAuditIn(project, { AUDIT_THREADS: '1', DRILL_KEY: 'drill' }, 'serve', '--port', '0', '--json');
  const line = once(running.process.stdout!, 'data').then(([text]) => String(text));
  const text = await Promise.race([line, running.done.then(({ stderr }) => Promise.reject(new Error(`audit serve ended: ${stderr}`)))]);
  return { url: (JSON.parse(text) as { readonly url: string }).url, running };
};

const get = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;

/** What a request was answered; undefined where nobody answered. */
const ask = async (url: string, kind: Kind, id: string, key: string) => {
  try {
    const response = await fetch(`${url}/api/actions/${id}/${kind}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: '{}',
    });
    return { status: response.status, replayed: response.headers.get('idempotency-replayed') === 'true', text: await response.text() };
  } catch {
    return undefined;
  }
};

/** A moment to kill it: any one, or just after so many were answered. */
const moment = async (asked: readonly Promise<unknown>[], answered: number, share: number): Promise<void> => {
  if (answered === 0) return await sleep(share * 200);
  await new Promise<void>((resolve) => {
    let left = answered;
    for (const one of asked)
      void one.then(() => {
        if (--left === 0) resolve();
      });
  });
  await sleep(share * 25);
};

const expectSame = (what: string, found: unknown, wanted: unknown): void => {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`${what}: ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`);
};

const settle = async (url: string, id: string): Promise<void> => {
  for (let tries = 0; tries < 2000; tries++) {
    const { state, deliveries } = await get<{ readonly state: string; readonly deliveries: readonly object[] }>(`${url}/api/actions/${id}`);
    if ((state === 'succeeded' || state === 'cancelled') && deliveries.length === 0) return;
    await sleep(10);
  }
  throw new Error(`the action ${id} was never delivered`);
};

const alertsSeen = async (url: string): Promise<readonly string[]> => {
  const { items } = await get<{ readonly items: readonly { readonly id: string; readonly ack: object | null }[] }>(
    `${url}/api/customer/${customer}/alerts`,
  );
  return items.flatMap(({ id, ack }) => (ack === null ? [] : [id]));
};

/** Says that an alert was seen. @returns its id */
const acknowledge = async (url: string): Promise<string> => {
  const { items } = await get<{ readonly items: readonly { readonly id: string }[] }>(`${url}/api/customer/${customer}/alerts?limit=1`);
  const id = items[0]?.id ?? '';
  const { status } = await fetch(`${url}/api/alerts/${id}/ack`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  expectSame('an acknowledged alert', status, 200);
  return id;
};

/** Ids a receiver must have heard of after so many rounds, each once. */
const idsAfter = (ids: readonly string[], rounds: number): readonly string[] =>
  ids
    .flatMap((id) => Array.from({ length: rounds }, (_, at) => `${id}-${Math.floor(at / 2) + 1}${at % 2 === 0 ? '' : '-cancel'}`))
    .toSorted();

export const actionKillDrill = async (
  spec: { readonly n: number; readonly seed: number },
  progress: (report: ActionKillReport) => void = () => {},
): Promise<ActionKillReport> => {
  const random = randomOf(spec.seed);
  await using hook = await openHookServer();
  hook.slowness = () => Math.floor(random() * 15);
  const webhook = { url: hook.url, signing_env: 'DRILL_KEY' };
  const project = await makeServedProject({ serve: { connectors: [{ name: 'desk', webhook }] } });
  const report = { kills: 0, requests: 0, accepted: 0, resumed: 0, deliveries: 0, toldAgain: 0 };
  let server = await startServer(project);
  try {
    const { items } = await get<{ readonly items: readonly { readonly id: string }[] }>(
      `${server.url}/api/customer/${customer}/recommendations`,
    );
    const ids = items.map(({ id }) => id);
    const seen = await acknowledge(server.url);
    while (report.kills < spec.n) {
      const round = report.kills;
      const kind: Kind = round % 2 === 0 ? 'execute' : 'cancel';
      const asked = ids.map(async (id) => await ask(server.url, kind, id, `${round}-${id}`));
      await moment(asked, Math.floor(random() * (ids.length + 1)), random());
      server.running.process.kill('SIGKILL');
      const before = await Promise.all(asked);
      await server.running.done;
      const heard = new Set(hook.heard.map(({ headers }) => headers['idempotency-key']));
      server = await startServer(project);
      for (const [at, id] of ids.entries()) {
        const known = before[at];
        const again = await ask(server.url, kind, id, `${round}-${id}`);
        expectSame(
          `round ${round}, ${kind} ${id}`,
          [again?.status, (JSON.parse(again?.text ?? '{}') as { readonly attempt?: number }).attempt],
          [202, Math.floor(round / 2) + 1],
        );
        report.requests++;
        if (known === undefined) continue;
        expectSame(`round ${round}, ${kind} ${id}, answered before`, [again?.replayed, again?.text], [true, known.text]);
        report.accepted++;
        report.resumed += heard.has(`${id}-${Math.floor(round / 2) + 1}${kind === 'cancel' ? '-cancel' : ''}`) ? 0 : 1;
      }
      for (const id of ids) await settle(server.url, id);
      expectSame(`round ${round}, the alert that was seen`, await alertsSeen(server.url), [seen]);
      const told = hook.heard.map(({ headers }) => String(headers['idempotency-key']));
      expectSame(`round ${round}, deliveries`, [...new Set(told)].toSorted(), idsAfter(ids, round + 1));
      Object.assign(report, { kills: round + 1, deliveries: new Set(told).size, toldAgain: told.length - new Set(told).size });
      progress(report);
    }
    server.running.process.kill('SIGTERM');
    expectSame('the end', (await server.running.done).exitCode, 0);
    const journal = readJournal(join(project, 'data.state/journal.ndjson'));
    expectSame('the journal', [journal?.broken, (journal?.head.seq ?? 0) > 0], [undefined, true]);
    expectSame('what is kept', await compareWithState(join(project, 'data.state'), journal!), { faults: [], behind: 0 });
    return report;
  } finally {
    server.running.process.kill('SIGKILL');
    await server.running.done;
    rmSync(project, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: { n: { type: 'string', default: '100' }, seed: { type: 'string', default: String(Date.now() % 1_000_000_007) } },
  });
  console.error(`action kill drill --n ${values.n} --seed ${values.seed}`);
  const report = await actionKillDrill({ n: Number(values.n), seed: Number(values.seed) }, ({ kills, accepted, toldAgain }) => {
    if (kills % 5 === 0) console.error(`${kills} kills, ${accepted} requests answered before one, ${toldAgain} deliveries told again`);
  });
  console.log(JSON.stringify(report));
}
