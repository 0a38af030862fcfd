import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '@audit/contract';
import { BulkJobs } from './bulk/bulk-jobs.ts';
import type { Fault } from './faults/fault.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { Quota } from './http/quota.ts';
import { type RequestRecord, serve } from './http/serve.ts';
import type { Simulation } from './http/simulation.ts';
import { type Credentials, makeCredentials } from './oauth/credentials.ts';
import { Sessions } from './oauth/sessions.ts';
import { wholeSecond } from './organisation/advance.ts';
import { Organisation } from './organisation/organisation.ts';
import { Cursors } from './rest/cursors.ts';
import { type SimulatedOrg, simulatedOrg } from './simulated-org.ts';

export interface SimulatorOptions {
  /** The same seed makes the same organisation. */
  readonly seed: number;
  /** Accounts; the size of all else follows. */
  readonly accounts: number;
  /** The present of the organisation to begin with: ISO text. It stands still until it is moved on. Default 2026-06-01T12:00:00Z. */
  readonly clock?: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly faults?: readonly Fault[];
  /** Whether the password grant is served; by default it is refused, as in new organisations. */
  readonly allowPassword?: boolean;
  /** Requests in 24 hours of the virtual clock; default 100,000. */
  readonly dailyRequests?: number;
  /** How often a bulk job is asked for before it may be complete; default 1. */
  readonly pollsToComplete?: number;
  /** Rows of a page of a bulk result where the request does not say; default 50,000. */
  readonly bulkPageRows?: number;
  /** Threads of the engine; default all cores. */
  readonly threads?: number;
}

/** A running simulator. */
export interface Simulator {
  /** `http://127.0.0.1:PORT`: where to log in, and the instance. */
  readonly url: string;
  readonly credentials: Omit<Credentials, 'publicKey'>;
  readonly org: SimulatedOrg;
  /** Every request that was served, in the order of their ends. */
  readonly requests: readonly RequestRecord[];
  /** Plans more faults, counted from now. */
  addFaults(faults: readonly Fault[]): void;
  clearFaults(): void;
  close(): Promise<void>;
}

const defaultClock = '2026-06-01T12:00:00Z';

const listen = async (server: ReturnType<typeof createServer>, port: number): Promise<void> => {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new UsageError(
      `port ${port} cannot be listened on: ${error instanceof Error ? error.message : 'unknown'}`,
      'choose another one, or 0 for any',
      { port },
    );
  }
};

/**
 * Starts a simulated Salesforce on the loopback interface.
 * @throws UsageError for a clock that is no instant, or a port that is taken
 */
export const startSimulator = async (options: SimulatorOptions): Promise<Simulator> => {
  const { seed, accounts, clock = defaultClock, port = 0, threads } = options;
  if (!Number.isSafeInteger(accounts) || accounts < 1)
    throw new UsageError(`${accounts} accounts make no organisation`, 'give a whole number from 1 up');
  const organisation = new Organisation({ seed, accounts, clock: wholeSecond(clock), ...(threads === undefined ? {} : { threads }) });
  const { publicKey, ...credentials } = makeCredentials(seed);
  const present = (): string => organisation.clock;
  const requests: RequestRecord[] = [];
  let url = '';
  const simulation: Simulation = {
    organisation,
    org: simulatedOrg(organisation),
    credentials: { ...credentials, publicKey },
    allowPassword: options.allowPassword ?? false,
    sessions: new Sessions(present),
    quota: new Quota(options.dailyRequests ?? 100_000, present),
    faults: new FaultPlan(options.faults ?? []),
    cursors: new Cursors(),
    jobs: new BulkJobs(options.pollsToComplete ?? 1, options.bulkPageRows ?? 50_000),
    url: () => url,
  };
  const serving = new Set<Promise<void>>();
  // Addresses and headers of 16 kB are too long for the real one as well.
  const server = createServer({ maxHeaderSize: 16_384, keepAliveTimeout: 60_000 }, (request, response) => {
    const served = serve(simulation, request, response).then((record) => {
      requests.push(record);
      serving.delete(served);
    });
    serving.add(served);
  });
  try {
    await organisation.open();
    await listen(server, port);
  } catch (error) {
    await organisation[Symbol.asyncDispose]();
    throw error;
  }
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    credentials,
    org: simulation.org,
    requests,
    addFaults: (faults) => simulation.faults.add(faults),
    clearFaults: () => simulation.faults.clear(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await Promise.all([...serving, ...simulation.jobs.all.map((job) => job.running)]);
      await organisation[Symbol.asyncDispose]();
    },
  };
};
