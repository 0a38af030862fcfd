import { type Answer, type Exchange, json, type Route } from '../http/exchange.ts';
import { organisationId, userId } from '../organisation/ids.ts';

/** Versions of the API that are served, all alike. */
const versions = ['58.0', '59.0', '60.0', '61.0', '62.0', '63.0', '64.0', '65.0'];
const labels: Readonly<Record<string, string>> = {
  '58.0': "Summer '23",
  '59.0': "Winter '24",
  '60.0': "Spring '24",
  '61.0': "Summer '24",
  '62.0': "Winter '25",
  '63.0': "Spring '25",
  '64.0': "Summer '25",
  '65.0': "Winter '26",
};

export const isServed = (version: string): boolean => versions.includes(version.slice(1));

const limits = ({ simulation: { quota } }: Exchange): Answer =>
  json({
    DailyApiRequests: { Max: quota.max, Remaining: Math.max(0, quota.max - quota.used) },
    DailyBulkApiBatches: { Max: 15_000, Remaining: 15_000 },
    DailyBulkV2QueryFileStorageMB: { Max: 976_562, Remaining: 976_562 },
    DailyBulkV2QueryJobs: { Max: quota.maxJobs, Remaining: quota.maxJobs - quota.jobs },
    DataStorageMB: { Max: 1024, Remaining: 512 },
  });

const resources = ({ base }: Exchange): Answer =>
  json(Object.fromEntries(['limits', 'sobjects', 'query', 'queryAll', 'jobs'].map((name) => [name, `${base}/${name}`])));

const identity = ({ simulation }: Exchange): Answer =>
  json({
    id: `${simulation.url()}/id/${organisationId}/${userId}`,
    user_id: userId,
    organization_id: organisationId,
    username: simulation.credentials.username,
    urls: { rest: `${simulation.url()}/services/data/v{version}/` },
    active: true,
  });

export const aboutRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/services\/data\/?$/,
    open: true,
    whole: true,
    answer: () => json(versions.map((version) => ({ label: labels[version], url: `/services/data/v${version}`, version }))),
  },
  { method: 'GET', path: /^\/?$/, answer: resources },
  { method: 'GET', path: /^\/limits\/?$/, answer: limits },
  { method: 'GET', path: /^\/services\/oauth2\/userinfo$/, whole: true, answer: identity },
  { method: 'GET', path: /^\/id\/\w+\/\w+$/, whole: true, answer: identity },
];
