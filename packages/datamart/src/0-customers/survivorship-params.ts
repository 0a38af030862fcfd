import { defaultSurvivorship, type SourcePriority, type SurvivorshipPolicy } from '@audit/contract';
import { z } from 'zod';

/** Stands around each system in a list of priorities; no name of a system holds it. */
export const priorityMark = '\u001F';

/** An order of source systems as one text, `␟crm␟web␟`: models have no lists to look a place up in. */
const priorityText = z.string().startsWith(priorityMark).endsWith(priorityMark).default(priorityMark);

/** The policy of each field, and the order of source systems where the policy is `source_priority`. */
export const survivorshipParams = z.strictObject({
  acquisition_ts: z.enum(['earliest', 'latest', 'source_priority']).default('earliest'),
  acquisition_ts_order: priorityText,
  source_system: z.enum(['earliest', 'latest', 'longest', 'source_priority']).default('earliest'),
  source_system_order: priorityText,
  is_visible: z.enum(['any', 'all', 'earliest', 'latest', 'source_priority']).default('any'),
  is_visible_order: priorityText,
  metadata: z.enum(['earliest', 'latest', 'longest', 'source_priority']).default('latest'),
  metadata_order: priorityText,
});
type SurvivorshipParams = z.output<typeof survivorshipParams>;

const nameOf = <T extends string>(policy: T | SourcePriority): T | 'source_priority' => (typeof policy === 'string' ? policy : policy.by);
const orderOf = (policy: string | SourcePriority): string =>
  typeof policy === 'string' || policy.order.length === 0
    ? priorityMark
    : `${priorityMark}${policy.order.join(priorityMark)}${priorityMark}`;

/** Parameters of the stage for a policy as the customer contract takes it; fields left out follow the founding system. */
export const survivorshipAsParams = (given: Partial<SurvivorshipPolicy> = {}): SurvivorshipParams => {
  const policy = { ...defaultSurvivorship, ...given };
  return {
    acquisition_ts: nameOf(policy.acquisition_ts),
    acquisition_ts_order: orderOf(policy.acquisition_ts),
    source_system: nameOf(policy.source_system),
    source_system_order: orderOf(policy.source_system),
    is_visible: nameOf(policy.is_visible),
    is_visible_order: orderOf(policy.is_visible),
    metadata: nameOf(policy.metadata),
    metadata_order: orderOf(policy.metadata),
  };
};
