/** The fifteen scalar parts of the profile hash, in the order of section 8 of the law. */
export const scalarAttributes = [
  'evidence_unique_key',
  'firstname',
  'lastname',
  'firstname_local',
  'lastname_local',
  'person_title',
  'marital_status',
  'nationality',
  'occupation',
  'education_level',
  'business_type',
  'birthdate',
  'total_asset',
  'monthly_income',
  'income_country',
] as const;
export type ScalarAttribute = (typeof scalarAttributes)[number];

/** The two set-valued parts, the sixteenth and the seventeenth. */
export const setAttributes = ['source_of_income', 'purpose_of_investment'] as const;
export type SetAttribute = (typeof setAttributes)[number];

/** Names of persons: stored in the case they came in. The first two are compared without regard to case, the local ones with it. */
export const nameAttributes = ['firstname', 'lastname', 'firstname_local', 'lastname_local'] as const;
export const localNameAttributes = ['firstname_local', 'lastname_local'] as const;

/** Enumerations with a column of free text that says what OTHER stands for: Type 1, never part of the hash. */
export const otherAttributes = [
  'person_title',
  'nationality',
  'occupation',
  'education_level',
  'business_type',
  'income_country',
] as const satisfies readonly ScalarAttribute[];
export type OtherAttribute = (typeof otherAttributes)[number];

/** Scalars whose values come from a catalog, stored as upper-case codes. */
export const enumAttributes = [
  'person_title',
  'marital_status',
  'nationality',
  'occupation',
  'education_level',
  'business_type',
  'total_asset',
  'monthly_income',
  'income_country',
] as const satisfies readonly ScalarAttribute[];
export type EnumAttribute = (typeof enumAttributes)[number];

/** The rules a profile may be hashed by: 1 is section 8 of the law to the letter, 2 tells profiles apart that 1 cannot (docs/profile.md). */
export const hashVersions = [1, 2] as const;
export type HashVersion = (typeof hashVersions)[number];
