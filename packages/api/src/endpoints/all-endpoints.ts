import type { Endpoint } from '../http/endpoint.ts';
import { cancelActionEndpoint } from './cancel-action.ts';
import { executeActionEndpoint } from './execute-action.ts';
import { explainMetric } from './explain-metric.ts';
import { getAction } from './get-action.ts';
import { getCustomer } from './get-customer.ts';
import { getProfile } from './get-profile.ts';
import { getQuality } from './get-quality.ts';
import { getSummary } from './get-summary.ts';
import { getHealth, getMetrics, getOpenApi, getReadiness } from './health-checks.ts';
import { listActions } from './list-actions.ts';
import { listAlerts } from './list-alerts.ts';
import { listCustomers } from './list-customers.ts';
import { listDays } from './list-days.ts';
import { listRecords } from './list-records.ts';
import { listRecommendations } from './list-recommendations.ts';
import { listRuns } from './list-runs.ts';
import { listRules } from './list-rules.ts';
import { listTimeline } from './list-timeline.ts';
import { markAlertEndpoints } from './mark-alert-endpoints.ts';
import { previewRulesEndpoint } from './preview-rules.ts';

/** Every route of the API. */
export const allEndpoints: readonly Endpoint[] = [
  listCustomers,
  getCustomer,
  listAlerts,
  listRecommendations,
  listTimeline,
  listRecords,
  explainMetric,
  getProfile,
  listDays,
  executeActionEndpoint,
  cancelActionEndpoint,
  getAction,
  listActions,
  ...markAlertEndpoints,
  listRules,
  previewRulesEndpoint,
  getSummary,
  listRuns,
  getQuality,
  getHealth,
  getReadiness,
  getMetrics,
  getOpenApi,
];
