import type { Endpoint } from '../http/endpoint.ts';
import { explainMetric } from './explain-metric.ts';
import { getCustomer } from './get-customer.ts';
import { getProfile } from './get-profile.ts';
import { getQuality } from './get-quality.ts';
import { getSummary } from './get-summary.ts';
import { getHealth, getMetrics, getOpenApi, getReadiness } from './health-checks.ts';
import { listAlerts } from './list-alerts.ts';
import { listCustomers } from './list-customers.ts';
import { listRecommendations } from './list-recommendations.ts';
import { listRuns } from './list-runs.ts';
import { listTimeline } from './list-timeline.ts';

/** Every route of the API. */
export const allEndpoints: readonly Endpoint[] = [
  listCustomers,
  getCustomer,
  listAlerts,
  listRecommendations,
  listTimeline,
  explainMetric,
  getProfile,
  getSummary,
  listRuns,
  getQuality,
  getHealth,
  getReadiness,
  getMetrics,
  getOpenApi,
];
