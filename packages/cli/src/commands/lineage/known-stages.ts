import { qualifiedName } from '@audit/contract';
import {
  checkedCustomersStage,
  customerConflictsStage,
  customerPeriodStages,
  customersStage,
  linesStage,
  ordersStage,
} from '@audit/datamart';
import type { Stage } from '@audit/warehouse';

const stages: readonly Stage[] = [customersStage, customerConflictsStage, ordersStage, ...Object.values(customerPeriodStages)];

/** The stage that makes each table; lines and customer records are made while they are landed, from the records of the input. */
export const knownStages: ReadonlyMap<string, Stage> = new Map<string, Stage>([
  ['silver_customer_records', checkedCustomersStage],
  ['silver_transaction_lines', linesStage],
  ...stages.map((stage) => [qualifiedName(stage.writes), stage] as const),
]);
