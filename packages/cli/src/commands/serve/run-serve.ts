import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '@audit/api';
import { byteSize, type Config, ConfigError } from '@audit/contract';
import { silverOf } from '@audit/metrics';
import type { CommandContext } from '../../context.ts';
import { openConnectors } from '../../actions/open-connectors.ts';
import { stateFolder } from '../../actions/state-folder.ts';
import { chosenDefinitions, definitionsText } from '../../gold-definitions.ts';
import { openEngine } from '../../open-engine.ts';
import { existingLake } from '../../open-lake.ts';
import { jsonLine } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { qualityReport } from '../../quality/quality-report.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { keyPath } from '../key/key-path.ts';

/** Made by `npm run setup`. */
const dashboard = fileURLToPath(new URL('../../../../dashboard/dist', import.meta.url));

interface ServeFlags {
  readonly lake?: string;
  readonly json?: true;
}

/** Whose tokens are taken. @throws ConfigError where it is said in part */
const issuerOf = (config: Config) => {
  const [issuer, audience, jwks] = [config['serve.oidc_issuer'], config['serve.oidc_audience'], config['serve.oidc_jwks']];
  if (issuer.value !== null && audience.value !== null && jwks.value !== null)
    return { issuer: issuer.value, audience: audience.value, jwks: jwks.value };
  const missing = Object.entries({ issuer, audience, jwks }).flatMap(([name, { value }]) => (value === null ? [`serve.oidc_${name}`] : []));
  if (missing.length === 3) return undefined;
  throw new ConfigError(missing.join(', '), 'tokens need an issuer, an audience and its keys', 'set all three, or none');
};

/** Waits for the end of the command; SIGHUP looks for a new version. */
const serveUntilStopped = async ({ interrupted }: CommandContext, server: RunningServer): Promise<void> => {
  const look = (): void => void server.check();
  process.on('SIGHUP', look);
  try {
    if (!interrupted.aborted) await once(interrupted, 'abort');
  } finally {
    process.off('SIGHUP', look);
  }
};

/** `audit serve`. */
export const runServe = async (context: CommandContext, flags: ServeFlags): Promise<void> => {
  const { lake, config } = existingLake(context, flags);
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  using scratch = scratchFolder(context, config);
  // Stopping the server waits for what is asked already: Ctrl-C must not stop the engine under it.
  await using engine = openEngine({ ...context, interrupted: new AbortController().signal }, config, [lake.root]);
  const settled = context.onInterrupt(() => rmSync(scratch.path, { recursive: true, force: true }));
  await using server = await startServer({
    host: config['serve.host'].value,
    port: config['serve.port'].value,
    keeper: {
      lake,
      engine,
      folder: scratch.path,
      zone: config.tz.value,
      definitions: (manifest) => chosenDefinitions(context, config, silverOf(manifest)),
      definitionsText: () => definitionsText(context, config),
      // It removes what it spilt itself; what it leaves when it is killed, the engine of the server does.
      openEngine: (signal) => openEngine({ ...context, interrupted: signal, onInterrupt: () => () => undefined }, config, [lake.root]),
      quality: qualityReport,
      memoryLimit: config.memory_limit.value ?? undefined,
    },
    gate: {
      keys: keyPath(context, config),
      issuer: issuerOf(config),
      unmaskRoles: config['privacy.unmask_roles'].value,
      localRole: context.env['AUDIT_ROLE'] ?? '',
    },
    actions: {
      folder: stateFolder(context, config),
      connectors: openConnectors(context, config, log),
      tries: config['serve.delivery_tries'].value,
    },
    corsOrigins: config['serve.cors_origins'].value,
    rate: { perSecond: config['serve.requests_per_second'].value, burst: config['serve.requests_at_once'].value },
    pages: dashboard,
    currency: config['fx.base_currency'].value,
    cacheBytes: byteSize(config['serve.cache'].value) ?? 0,
    checkMs: config['serve.check_seconds'].value * 1000,
    log,
    now: Date.now,
  });
  const { url, version, isOpen } = server;
  const whom = isOpen ? 'to this machine, without keys' : 'to those who have a key';
  await context.stdout.write(
    flags.json ? jsonLine({ url, version }) : `${url} serves version ${version} of ${lake.root} ${whom}; Ctrl-C ends it\n`,
  );
  await serveUntilStopped(context, server);
  settled();
};
