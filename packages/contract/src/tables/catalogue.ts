import { customerPeriods } from './customer-periods.ts';
import { customerConflicts, customerRecords, customers } from './customers.ts';
import { qualifiedName, type Table } from './define-table.ts';
import { extractionMetrics, sourceSchemas } from './extraction.ts';
import { fxConversions, fxRates } from './fx.ts';
import {
  accountLinkReview,
  accountLinks,
  accountMasterMembers,
  accountMasters,
  customerXref,
  masterIds,
  linkAccounts,
  linkModel,
  linkNames,
  linkTies,
  linkValues,
} from './linking.ts';
import {
  businessMetrics,
  customerAlerts,
  customerDataGaps,
  customerRecommendations,
  relatedRecords,
  customerScoreHistory,
  customerTimeline,
  metricsMonthly,
  pipelineHealth,
} from './gold.ts';
import { inputFiles, quarantine } from './ops.ts';
import { orders } from './orders.ts';
import { customerProfileStandardized } from './profile/bronze.ts';
import { deliveredCorrections, profileCorrections } from './profile/corrections.ts';
import { contactBatches, contactObservations, customerContactInfo, deliveredContacts } from './profile/contact.ts';
import {
  dimCustomer,
  dimCustomerProfile,
  incomeSourceBridge,
  investmentPurposeBridge,
  profileAuditEvents,
  profileObservations,
  profileRevisions,
} from './profile/history.ts';
import { profileKpiParts, profileKpis, profileQuarters } from './profile/kpi.ts';
import { accessLog, profileBatches, profileIdentities, profileMonitor, profileState } from './profile/ops.ts';
import { standardizedProfiles } from './profile/silver.ts';
import { gateResults } from './pipeline.ts';
import { qualityProfile, transformMetrics } from './quality.ts';
import { transactionLines } from './transaction-lines.ts';

const all: readonly Table[] = [
  customerRecords,
  customers,
  customerConflicts,
  transactionLines,
  orders,
  ...Object.values(customerPeriods),
  inputFiles,
  quarantine,
  extractionMetrics,
  sourceSchemas,
  transformMetrics,
  qualityProfile,
  gateResults,
  fxRates,
  fxConversions,
  accountLinks,
  accountLinkReview,
  accountMasters,
  accountMasterMembers,
  customerXref,
  masterIds,
  linkModel,
  linkAccounts,
  linkNames,
  linkTies,
  linkValues,
  customerAlerts,
  customerRecommendations,
  customerDataGaps,
  customerScoreHistory,
  customerTimeline,
  relatedRecords,
  metricsMonthly,
  businessMetrics,
  pipelineHealth,
  customerProfileStandardized,
  deliveredCorrections,
  standardizedProfiles,
  profileObservations,
  profileCorrections,
  dimCustomer,
  dimCustomerProfile,
  incomeSourceBridge,
  investmentPurposeBridge,
  profileRevisions,
  profileAuditEvents,
  deliveredContacts,
  contactObservations,
  customerContactInfo,
  profileQuarters,
  profileKpis,
  profileKpiParts,
  profileIdentities,
  profileBatches,
  profileState,
  profileMonitor,
  contactBatches,
  accessLog,
];

/** Every table a lake may hold, by qualified name. */
export const contractTables: ReadonlyMap<string, Table> = new Map(all.map((table) => [qualifiedName(table), table]));
