/** The sources that records are extracted from; each has an entry in `openers`. */
export const sourceNames = ['salesforce', 'opdb', 'files'] as const;

export type SourceName = (typeof sourceNames)[number];
