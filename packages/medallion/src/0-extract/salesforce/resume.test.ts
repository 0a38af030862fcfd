import { afterAll, expect, test } from 'vitest';
import { failure, openTrial } from './salesforce-trial.fixture.ts';

const trial = await openTrial({ accounts: 450 });
afterAll(() => trial[Symbol.asyncDispose]());
const { sim } = trial;

/** Requests that brought rows, and those that made jobs. */
const reads = (since: number): readonly string[] =>
  sim.requests
    .slice(since)
    .filter(
      ({ method, path }) =>
        (method === 'POST' && path.endsWith('/jobs/query')) || (/\/results\?|\/01g|queryAll\?/.test(path) && !path.includes('COUNT')),
    )
    .map(({ path }) => path);

test.each([
  ['bulk2', 'Contact'],
  ['rest', 'Opportunity'],
] as const)('a run that is stopped after every page over %s reads each page once', async (api, object) => {
  const settings = { api, pageRows: 200, restPageRows: 200, sliceRows: 500 };
  const before = sim.requests.length;
  let pages = 0;
  for (let isStopped = true; isStopped;) {
    const stop = new AbortController();
    const onProgress = ({ rows }: { readonly rows: number }): void => {
      if (rows === 0) return;
      pages++;
      stop.abort('SIGTERM');
    };
    isStopped = await trial.attempt([object], { settings, client: { signal: stop.signal }, onProgress }).then(
      () => false,
      () => true,
    );
  }
  // Jobs of 500 and 400 rows, in pages of 200.
  expect(pages).toBe(5);
  const asked = reads(before);
  expect(asked.length).toBe(api === 'bulk2' ? 2 + 5 : 5);
  const landed = await trial.extract([object], { settings });
  expect(reads(before).length).toBe(asked.length);
  expect(landed[0]?.metrics).toMatchObject({ received: 900, landed: 900 });
  expect(await trial.differences(object)).toEqual([]);
});

test('what is stopped in the middle of a page is interrupted, and only that page is asked for again', async () => {
  const settings = { api: 'bulk2', pageRows: 400 } as const;
  const stop = new AbortController();
  sim.addFaults([{ kind: 'stall', on: { path: /\/results\?.*locator/, nth: 1 } }]);
  const before = sim.requests.length;
  const running = failure(
    trial.attempt(['Asset'], {
      settings,
      client: { signal: stop.signal },
      onProgress: ({ rows }) => rows > 0 && setTimeout(() => stop.abort('SIGINT'), 50),
    }),
  );
  const interrupted = await running;
  expect(`${interrupted.code} ${interrupted.exitCode}`).toBe('INTERRUPTED 130');
  const [landed] = await trial.extract(['Asset'], { settings });
  expect(landed?.metrics.landed).toBe(900);
  const pages = reads(before).filter((path) => path.includes('/results?'));
  expect([pages.length, new Set(pages).size]).toEqual([4, 3]);
});

test('a field that goes while a run is stopped begins the table anew', async () => {
  const settings = { api: 'bulk2', pageRows: 200 } as const;
  sim.addFaults([{ kind: 'quota', on: { path: /\/results\?.*locator/, nth: 1 } }]);
  await failure(trial.attempt(['Contract'], { settings }));
  await sim.org.removeField('Contract', 'ContractTerm');
  const [landed] = await trial.extract(['Contract'], { settings });
  expect(landed?.columns.some(({ name }) => name === 'ContractTerm')).toBe(false);
  expect(await trial.differences('Contract')).toEqual([]);
});
