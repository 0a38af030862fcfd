/** The value of the system that stands first in `order`; systems not named come after those that are, first seen first. */
export interface SourcePriority {
  readonly by: 'source_priority';
  readonly order: readonly string[];
}

/**
 * Which of several values of one field survives the merge of a customer's records.
 * `earliest` and `latest` go by the value for acquisition_ts, by the order of arrival for the rest; ties go to the record seen first,
 * for metadata to the one seen last.
 */
export interface SurvivorshipPolicy {
  readonly acquisition_ts: 'earliest' | 'latest' | SourcePriority;
  readonly source_system: 'earliest' | 'latest' | 'longest' | SourcePriority;
  /** `any`: visible if any record says so; `all`: only if every record does. */
  readonly is_visible: 'any' | 'all' | 'earliest' | 'latest' | SourcePriority;
  /** Decided for each key alone; `longest` compares the values as JSON text. */
  readonly metadata: 'earliest' | 'latest' | 'longest' | SourcePriority;
}

/** The merge of the founding system. */
export const defaultSurvivorship: SurvivorshipPolicy = {
  acquisition_ts: 'earliest',
  source_system: 'earliest',
  is_visible: 'any',
  metadata: 'latest',
};

/** Rank of a source system, 0 first. */
export const priorityOf = (policy: SourcePriority, sourceSystem: string): number => {
  const rank = policy.order.indexOf(sourceSystem);
  return rank < 0 ? policy.order.length : rank;
};
