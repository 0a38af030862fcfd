import { once } from 'node:events';
import { resolve } from 'node:path';
import { readFaultPlan, type Simulator, startSimulator } from '@audit/salesforce-sim';
import type { CommandContext } from '../../context.ts';
import { jsonLine } from '../../output/json.ts';

interface SimServeOptions {
  readonly port?: number;
  readonly seed?: number;
  readonly accounts?: number;
  readonly clock?: string;
  readonly faults?: string;
  readonly allowPassword?: true;
  readonly json?: true;
}

/** How to log in, as lines a shell can take. They open this simulator and nothing else. */
const readyText = ({ url, credentials, org }: Simulator, accounts: number, allowPassword: boolean): string =>
  [
    `${url} is a simulated Salesforce: ${accounts} account${accounts === 1 ? '' : 's'}, clock ${org.clock}; Ctrl-C ends it`,
    `  SALESFORCE_CLIENT_ID=${credentials.clientId}`,
    `  SALESFORCE_CLIENT_SECRET=${credentials.clientSecret}`,
    `  SALESFORCE_REFRESH_TOKEN=${credentials.refreshToken}`,
    `  SALESFORCE_USERNAME=${credentials.username}`,
    ...(allowPassword ? [`  SALESFORCE_PASSWORD=${credentials.password}`, `  SALESFORCE_SECURITY_TOKEN=${credentials.securityToken}`] : []),
    '',
  ].join('\n');

/** Serves until the process is told to stop; then closes cleanly. */
export const runSimServe = async (context: CommandContext, options: SimServeOptions): Promise<void> => {
  const { port = 0, seed = 1, accounts = 1000, clock = context.now(), faults, allowPassword = false, json } = options;
  const simulator = await startSimulator({
    seed,
    accounts,
    port,
    clock,
    allowPassword,
    faults: faults === undefined ? [] : readFaultPlan(resolve(context.cwd, faults)),
  });
  try {
    const { url, credentials, org } = simulator;
    await context.stdout.write(json ? jsonLine({ url, credentials, clock: org.clock }) : readyText(simulator, accounts, allowPassword));
    if (!context.interrupted.aborted) await once(context.interrupted, 'abort');
  } finally {
    await simulator.close();
  }
};
