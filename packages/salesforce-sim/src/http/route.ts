import { jobRoutes } from '../bulk/job-routes.ts';
import { resultRoutes } from '../bulk/result-routes.ts';
import { tokenRoute } from '../oauth/token-route.ts';
import { aboutRoutes, isServed } from '../rest/about-routes.ts';
import { describeRoutes } from '../rest/describe-routes.ts';
import { queryRoutes } from '../rest/query-routes.ts';
import { recordRoutes } from '../rest/record-routes.ts';
import { replicationRoutes } from '../rest/replication-routes.ts';
import { writeRoutes } from '../rest/write-routes.ts';
import { ApiRefusal } from './api-refusal.ts';
import type { Route } from './exchange.ts';

const routes: readonly Route[] = [
  tokenRoute,
  ...aboutRoutes,
  ...queryRoutes,
  ...describeRoutes,
  ...replicationRoutes,
  ...writeRoutes,
  ...recordRoutes,
  ...jobRoutes,
  ...resultRoutes,
];

/** The route of a request, and what its path holds. */
export interface Found {
  readonly route: Route;
  readonly parts: readonly string[];
  readonly version: string;
  readonly base: string;
}

/** @throws ApiRefusal NOT_FOUND, or METHOD_NOT_ALLOWED where the path is served by another method */
export const findRoute = (method: string, path: string): Found => {
  const versioned = /^\/services\/data\/(v\d+\.0)(\/.*|)$/.exec(path);
  const version = versioned?.[1] ?? '';
  if (versioned !== null && !isServed(version)) throw new ApiRefusal(404, 'NOT_FOUND', 'The requested resource does not exist');
  const rest = versioned === null ? path : (versioned[2] ?? '');
  const matching = routes.flatMap((route) => {
    const match = (route.whole === true) === (versioned === null) ? route.path.exec(rest) : null;
    return match === null ? [] : [{ route, parts: match.slice(1) }];
  });
  const found = matching.find(({ route }) => route.method === method);
  if (found !== undefined) return { ...found, version, base: `/services/data/${version}` };
  if (matching.length > 0)
    throw new ApiRefusal(
      405,
      'METHOD_NOT_ALLOWED',
      `HTTP Method '${method}' not allowed. Allowed are ${matching.map(({ route }) => route.method).join(',')}`,
    );
  throw new ApiRefusal(404, 'NOT_FOUND', 'The requested resource does not exist');
};
