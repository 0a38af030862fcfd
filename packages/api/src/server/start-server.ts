import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { isLoopback, UsageError } from '@audit/contract';
import fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { Gate } from '../access/gate.ts';
import { guardLoopback } from '../access/loopback-guard.ts';
import { RateLimit } from '../access/rate-limit.ts';
import { type Access, hasScope } from '../access/scopes.ts';
import { allEndpoints } from '../endpoints/all-endpoints.ts';
import type { Endpoint, Service } from '../http/endpoint.ts';
import { ApiProblem } from '../http/problem.ts';
import { ServiceMetrics } from '../http/service-metrics.ts';
import type { Connector } from '../outbox/connector.ts';
import { logConnector } from '../outbox/log-connector.ts';
import { Outbox } from '../outbox/outbox.ts';
import { openApiDocument } from '../openapi/openapi-document.ts';
import { type KeeperEvent, SnapshotKeeper } from '../snapshot/snapshot-keeper.ts';
import { ServiceState } from '../state/service-state.ts';
import { Answerer } from './answer-request.ts';
import { methodsOf } from './known-paths.ts';
import { loggedFailure } from './logged-failure.ts';
import { newState } from './request-state.ts';
import { corsHeaders, preflightHeaders, securityHeaders } from './security-headers.ts';
import type { ServerOptions } from './server-options.ts';
import { StaticPages } from './static-pages.ts';
import { socketTeller, tellProblem } from './tell-problem.ts';

/** A server that listens. */
export interface RunningServer extends AsyncDisposable {
  readonly url: string;
  readonly version: number;
  /** Whether it asks nobody for a key. */
  readonly isOpen: boolean;
  /** Looks for a new version at once. */
  check(): Promise<void>;
}

/** An address as it stands in a URL. */
const urlHost = (address: string): string => (address.includes(':') ? `[${address}]` : address);

const limits = {
  bodyLimit: 64 * 1024,
  // Keys that would reach a prototype are JSON like any other, and left out wherever they stand.
  onProtoPoisoning: 'remove',
  onConstructorPoisoning: 'remove',
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  connectionTimeout: 0,
  routerOptions: { maxParamLength: 600 },
  http: { maxHeaderSize: 16 * 1024, headersTimeout: 5000, connectionsCheckingInterval: 100 },
} as const;
const mostConnections = 2000;
/** For requests in work when the server is stopped; less than the command line gives it. */
const graceMs = 1500;

const nobody: Access = { id: '', scopes: new Set(), unmasked: false };
const requestIdForm = /^[\w.-]{1,64}$/;
const headerText = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);
const templateOf = (request: FastifyRequest): string => request.routeOptions.url ?? '(none)';
const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD';
const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? url;

/** Everything requests of a server share. */
interface Parts {
  readonly options: ServerOptions;
  readonly gate: Gate;
  readonly rate: RateLimit;
  readonly service: Service;
  readonly answerer: Answerer;
  readonly pages: StaticPages;
}

/** Who asks, if he may. Before it is known who he is, his address counts. */
const admitted = async (endpoint: Endpoint | undefined, request: FastifyRequest, { gate }: Parts): Promise<Access> => {
  const { authorization, host, origin } = request.headers;
  if (gate.isOpen) guardLoopback({ method: request.method, host, origin });
  if (endpoint === undefined || endpoint.scope === null) return nobody;
  const access = await gate.admit({ authorization, apiKey: headerText(request.headers['x-api-key']) });
  if (!hasScope(access, endpoint.scope)) throw new ApiProblem('NOT_ALLOWED', `this needs the scope ${endpoint.scope}`);
  return access;
};

const methods = methodsOf(allEndpoints);

/** Methods of a path that has no such route: none but OPTIONS is answered. @throws {@link ApiProblem} 404, 405 */
const methodsTaken = (request: FastifyRequest): readonly string[] => {
  const known = methods(pathOf(request));
  if (known === undefined) throw new ApiProblem('NO_SUCH_ROUTE', 'see /openapi.json for what there is');
  if (request.method !== 'OPTIONS')
    throw new ApiProblem('METHOD_NOT_ALLOWED', `it takes ${known.join(', ')}`, { headers: { Allow: known.join(', ') } });
  return known;
};

const addHooks = (app: FastifyInstance, parts: Parts): void => {
  const { options, rate, service } = parts;
  const endpointOf = (request: FastifyRequest): Endpoint | undefined =>
    (request.routeOptions.config as { readonly endpoint?: Endpoint }).endpoint;
  const allow = (who: string): Readonly<Record<string, string>> => {
    const { allowed, left, retrySeconds } = rate.take(who);
    const headers = { 'RateLimit-Policy': `"default";q=${rate.limit};w=1`, RateLimit: `"default";r=${left};t=${retrySeconds}` };
    if (!allowed)
      throw new ApiProblem('TOO_MANY_REQUESTS', `ask again in ${retrySeconds} s`, {
        headers: { ...headers, 'Retry-After': String(retrySeconds) },
      });
    return headers;
  };
  app.decorateRequest('state');
  app.addHook('onRequest', async (request, reply) => {
    request.state = newState();
    service.metrics.begin();
    reply.headers({ ...securityHeaders, ...corsHeaders(request.headers.origin, options.corsOrigins), 'X-Request-Id': request.id });
    try {
      request.state.access = await admitted(endpointOf(request), request, parts);
    } catch (error) {
      // Guessing keys is as limited as asking.
      allow(`at ${request.ip}`);
      throw error;
    }
    const { id } = request.state.access;
    if (id !== '') service.metrics.seen(id);
    if (pathOf(request) !== '/healthz' && pathOf(request) !== '/readyz') reply.headers(allow(id === '' ? `at ${request.ip}` : `key ${id}`));
    // The framework asks for the type of a body before it looks for a route.
    if (request.method === 'QUERY') methodsTaken(request);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { state, method } = request;
    const route = templateOf(request);
    const seconds = (performance.now() - state.startedAt) / 1000;
    const { metrics } = service;
    metrics.end(route, method, reply.statusCode, seconds);
    if (state.cache !== undefined && reply.statusCode < 400) metrics.answered(route, state.cache);
    if (state.problem !== undefined) metrics.problem(route, state.problem);
    const unmasked = state.unmasked && reply.statusCode < 300;
    if (unmasked) metrics.unmasked(route);
    // Neither the question nor the path: both may name a person.
    const facts = { method, route, status: reply.statusCode, ms: Math.round(seconds * 1e5) / 100, who: state.access?.id ?? '' };
    const more = { ...(state.cache === undefined ? {} : { cache: state.cache }), ...(unmasked ? { unmasked } : {}) };
    request.log.info({ ...facts, ...more, ...(state.problem === undefined ? {} : { problem: state.problem }) }, 'request');
    await Promise.resolve();
  });
};

const addRoutes = (app: FastifyInstance, { answerer, options, pages }: Parts): void => {
  for (const endpoint of allEndpoints) {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      config: { endpoint },
      handler: async (request, reply) => await answerer.answer(endpoint, request, reply, request.state.access ?? nobody),
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const page = methods(pathOf(request)) === undefined && isRead(request) ? pages.answer(pathOf(request), request.headers) : undefined;
    if (page !== undefined) return await reply.code(200).headers(page.headers).send(page.body);
    const known = methodsTaken(request);
    const isPreflight = Object.keys(corsHeaders(request.headers.origin, options.corsOrigins)).length > 0;
    return await reply
      .code(204)
      .headers({ Allow: known.join(', '), ...(isPreflight ? preflightHeaders(known) : {}) })
      .send();
  });
  app.setErrorHandler((error, request, reply) => tellProblem(error, request, reply));
};

const makeApp = (parts: Parts): FastifyInstance => {
  const app = fastify({
    ...limits,
    loggerInstance: parts.options.log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    trustProxy: false,
    genReqId: ({ headers }) => {
      const given = headerText(headers['x-request-id']);
      return given !== undefined && requestIdForm.test(given) ? given : randomUUID();
    },
    frameworkErrors: (error, request, reply) => {
      request.state = newState();
      void reply.headers({ ...securityHeaders, 'X-Request-Id': request.id });
      tellProblem(error, request, reply);
    },
    clientErrorHandler: socketTeller(),
  }) as unknown as FastifyInstance;
  app.server.maxConnections = mostConnections;
  // A form of any page may send text.
  app.removeContentTypeParser('text/plain');
  addHooks(app, parts);
  addRoutes(app, parts);
  return app;
};

const listen = async (app: FastifyInstance, { host, port }: ServerOptions): Promise<string> => {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new UsageError(`port ${port} of ${host} is in use`, 'give another one with --port, or 0 for a free one', { host, port });
    if (code === 'EACCES') throw new UsageError(`port ${port} may not be listened on`, 'give one above 1023 with --port', { host, port });
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UsageError(`${host} is no address of this machine`, 'give one with --host, such as 127.0.0.1', { host });
    throw error;
  }
  const { address, port: taken } = app.server.address() as AddressInfo;
  return `http://${urlHost(address)}:${taken}`;
};

/** Connectors, and the log for what none of them takes. */
const connectorsOf = ({ actions: { connectors }, log }: ServerOptions): readonly Connector[] =>
  connectors.some(({ rules }) => rules.length === 0) ? connectors : [...connectors, logConnector(log)];

const tellTo =
  ({ log }: ServerOptions) =>
  (event: KeeperEvent): void => {
    if ('served' in event)
      log.info({ version: event.served, as_of: event.asOf, seconds: event.seconds }, 'a version is ready to be served');
    else
      log.error({ ...event.broken, failure: loggedFailure(event.error) }, 'the newest version cannot be served; the one before still is');
  };

/**
 * Serves the customer 360 of a lake until it is disposed of; then requests in work are answered first.
 *
 * @throws UsageError where the lake has nothing to serve, the address cannot be listened on, or other machines would need no key; ConfigError for a file of keys
 */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { now, checkMs, rate, host, log } = options;
  const gate = new Gate({ ...options.gate, now });
  if (gate.isOpen && !isLoopback({ hostname: urlHost(host) }))
    throw new UsageError(
      `without keys the server listens on this machine only, not on ${host}`,
      'make a key with "audit key create", or leave --host out',
      { host },
    );
  await using opened = new AsyncDisposableStack();
  const state = opened.use(await ServiceState.open(options.actions.folder, now, log));
  const keeper = opened.use(await SnapshotKeeper.open({ ...options.keeper, now, tell: tellTo(options) }));
  const outbox = opened.use(new Outbox({ ...options.actions, connectors: connectorsOf(options), state, now, log }));
  const metrics = opened.use(new ServiceMetrics(keeper, state, now));
  const service: Service = {
    keeper,
    metrics,
    actions: { state, outbox },
    now,
    currency: options.currency,
    openApi: JSON.stringify(openApiDocument()),
  };
  const answerer = new Answerer(service, options.cacheBytes);
  const app = makeApp({ options, gate, rate: new RateLimit(rate, now), service, answerer, pages: new StaticPages(options.pages) });
  const check = async (): Promise<void> => {
    await keeper.check();
    answerer.forgetOld();
  };
  const close = async (): Promise<void> => {
    // Sockets that never asked anything would be waited for.
    const force = setTimeout(() => app.server.closeAllConnections(), graceMs);
    await app.close();
    clearTimeout(force);
    await resources.disposeAsync();
  };
  const resources = opened.move();
  try {
    const url = await listen(app, options);
    outbox.wake();
    const timer = setInterval(() => void check(), checkMs);
    const isOpen = gate.isOpen;
    if (isOpen) log.warn({}, 'there are no keys: it answers to this machine only, and to everybody on it');
    return {
      url,
      version: keeper.current.version,
      isOpen,
      check,
      [Symbol.asyncDispose]: async () => {
        clearInterval(timer);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};
