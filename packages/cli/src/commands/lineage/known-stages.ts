import { qualifiedName } from '@audit/contract';
import {
  checkedCustomersStage,
  customerConflictsStage,
  customerPeriodStages,
  customersStage,
  linesStage,
  ordersStage,
} from '@audit/datamart';
import { fxConversionsStage } from '@audit/medallion';
import {
  auditEventsStage,
  believedVersionsStage,
  correctedObservationsStage,
  contactObservationsStage,
  contactVersionsStage,
  dimensionRowsStage,
  judgedCorrectionsStage,
  observationsStage,
  profileKpiPartsStage,
  profileKpisStage,
  profileMemberStages,
  profileQuartersStage,
  revisionRowsStage,
  standardizedDeliveryStage,
  standardizedRecordsStage,
  standingObservationsStage,
  upheldObservationsStage,
  versionChangesStage,
} from '@audit/scd2-profile';
import type { Stage } from '@audit/warehouse';

const stages: readonly Stage[] = [
  fxConversionsStage,
  customersStage,
  customerConflictsStage,
  ordersStage,
  ...Object.values(customerPeriodStages),
  // The profile: on the way to its tables lie relations that live for a load only.
  standardizedRecordsStage,
  judgedCorrectionsStage,
  observationsStage,
  upheldObservationsStage,
  standingObservationsStage,
  correctedObservationsStage,
  believedVersionsStage,
  versionChangesStage,
  dimensionRowsStage,
  ...Object.values(profileMemberStages),
  revisionRowsStage,
  auditEventsStage,
  contactObservationsStage,
  contactVersionsStage,
  profileQuartersStage,
  profileKpisStage,
  profileKpiPartsStage,
];

/** The stage that makes each table; lines, customer records and stored profiles are made while they are landed, from the records of the input. */
export const knownStages: ReadonlyMap<string, Stage> = new Map<string, Stage>([
  ['silver_customer_records', checkedCustomersStage],
  ['silver_transaction_lines', linesStage],
  ['silver_vw_customer_profile_standardized', standardizedDeliveryStage],
  ...stages.map((stage) => [qualifiedName(stage.writes), stage] as const),
]);

/** Relations of a load that hold rows of a table as they are. */
export const copies: ReadonlyMap<string, string> = new Map([
  ['curated_profile_contents', 'silver_vw_customer_profile_standardized'],
  ['curated_profile_corrections', 'silver_judged_corrections'],
]);
