import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { masterIds, qualifiedName, type Row } from '@audit/contract';
import { duckDbEngine, keepTable, Lake, type Manifest } from '@audit/warehouse';
import { auditHere } from '../../audit-in-process.fixture.ts';
import type { Finished } from '../../audit-process.fixture.ts';
import { run } from '../../program.ts';
import { makeServedProject } from './served-project.fixture.ts';

/** An answer of the server. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** For tests: the recorded case as a lake, with profiles of one of its customers, and a server of it. */
export interface ServedLake extends AsyncDisposable {
  readonly cwd: string;
  readonly lake: Lake;
  readonly url: string;
  readonly audit: (...args: readonly string[]) => Promise<Finished>;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Got>;
  readonly ask: (method: string, path: string, headers?: Readonly<Record<string, string>>, body?: string) => Promise<Got>;
  /** Lines of the log so far. */
  readonly log: () => string;
  /** Publishes a version: the newest with these tables otherwise. */
  readonly publish: (tables?: (head: Manifest) => Manifest['tables']) => Promise<number>;
  /** Publishes one in which an id was merged into a customer. */
  readonly merge: (id: string, into: string) => Promise<number>;
  /** Has the server look for a new version, until `/readyz` is as it is wanted. */
  readonly look: (wanted: (ready: Readonly<Record<string, unknown>>) => boolean) => Promise<void>;
  /** Ends the server as SIGTERM does. @returns its exit code */
  readonly stop: () => Promise<number>;
}

const draftOf = (head: Manifest, tables: Manifest['tables']) => {
  const { watermarks } = head;
  const runId = `test-${head.version}`;
  return {
    job: 'test',
    runId,
    runKey: runId,
    clock: '2026-02-01T02:00:00.000000Z',
    codeHash: '',
    configHash: '',
    tables,
    watermarks,
    accounts: [],
  };
};

const publisher = (lake: Lake, cwd: string) => {
  const publish = async (change: (head: Manifest) => Manifest['tables'] = ({ tables }) => tables): Promise<number> => {
    await using lock = await lake.lock({ runId: 'test', command: 'test' });
    const head = lake.head();
    return lake.commit(lock, head, draftOf(head, change(head))).version;
  };
  const merge = async (id: string, into: string): Promise<number> => {
    await using lock = await lake.lock({ runId: 'test', command: 'test' });
    await using engine = duckDbEngine({ tempDirectory: join(cwd, 'spill'), directories: [cwd], threads: 1 });
    await using session = await engine.session();
    const head = lake.head();
    const row: Row<typeof masterIds> = {
      master_id: id,
      account_id: '001',
      state: 'alias',
      resolves_to: into,
      supersedes: null,
      made_at: 0n as never,
    };
    await session.bindRows('merged', masterIds, [row]);
    const name = qualifiedName(masterIds);
    const place = { lake, folder: lake.stage(lock, 'merge', '2026-02-01T02:00:00.000000Z'), version: head.version + 1 };
    const state = await keepTable(session, place, masterIds, head.tables[name], { added: 'SELECT * FROM merged' });
    return lake.commit(lock, head, draftOf(head, { ...head.tables, [name]: state! })).version;
  };
  return { publish, merge };
};

const serve = async (cwd: string, env: Readonly<Record<string, string>>) => {
  const [stop, out] = [new AbortController(), { log: '' }];
  const ready = Promise.withResolvers<string>();
  const output = (write: (text: string) => void) => ({
    isTTY: false,
    columns: 80,
    closed: false,
    write: async (text: string) => await Promise.resolve(write(text)),
  });
  const finished = run(['serve', '--port', '0', '--json', '--log-level', 'info', '--log-format', 'json'], {
    env: { AUDIT_THREADS: '1', AUDIT_TEMP_DIR: join(cwd, 'tmp'), ...env },
    cwd,
    stdin: process.stdin,
    stdout: output((text) => ready.resolve(text)),
    stderr: output((text) => void (out.log += text)),
    now: () => new Date().toISOString(),
    interrupted: stop.signal,
    onInterrupt: () => () => undefined,
  });
  const line = await Promise.race([ready.promise, finished.then((code) => `{"error":"it ended with ${code}: ${out.log}"}`)]);
  const { url, error } = JSON.parse(line) as { url?: string; error?: unknown };
  if (url === undefined) throw new Error(JSON.stringify(error));
  const end = async (): Promise<number> => {
    stop.abort('SIGTERM');
    return await finished;
  };
  return { url, end, log: () => out.log };
};

export const openServedLake = async (settings: object, env: Readonly<Record<string, string>> = {}): Promise<ServedLake> => {
  const cwd = await makeServedProject(settings);
  const lake = Lake.open(join(cwd, 'data'));
  const { url, end, log } = await serve(cwd, env);
  const ask = async (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: string): Promise<Got> => {
    const response = await fetch(url + path, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined,
    };
  };
  return {
    cwd,
    lake,
    url,
    log,
    ask,
    get: async (path, headers) => await ask('GET', path, headers),
    audit: async (...args) => await auditHere(args, { cwd }),
    ...publisher(lake, cwd),
    look: async (wanted) => {
      process.emit('SIGHUP', 'SIGHUP');
      // A busy machine makes versions slowly: they are made below all else.
      for (let tries = 0; tries < 1100; tries++) {
        if (wanted((await ask('GET', '/readyz')).json as Readonly<Record<string, unknown>>)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('the server never got there');
    },
    stop: end,
    [Symbol.asyncDispose]: async () => {
      await end();
      rmSync(cwd, { recursive: true, force: true });
    },
  };
};
