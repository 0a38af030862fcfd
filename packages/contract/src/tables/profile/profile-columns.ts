import { date, list, text } from '../column.ts';

/** The stored form of a profile: the fifteen scalars of the hash, in the order of the law, each trimmed, blank as null. */
export const profileScalars = {
  evidence_unique_key: text({
    description: 'National id or passport, upper case, without spaces, dashes, dots and slashes',
    pii: 'direct',
    nullable: true,
  }),
  firstname: text({ description: 'Given name, trimmed, case as received', pii: 'direct', nullable: true }),
  lastname: text({ description: 'Family name, trimmed, case as received', pii: 'direct', nullable: true }),
  firstname_local: text({ description: 'Given name in the local script, trimmed', pii: 'direct', nullable: true }),
  lastname_local: text({ description: 'Family name in the local script, trimmed', pii: 'direct', nullable: true }),
  person_title: text({ description: 'Title, code of customer_person_title', nullable: true }),
  marital_status: text({ description: 'Code of customer_marital_status', nullable: true }),
  nationality: text({ description: 'ISO 3166-1 alpha-2, OTHER or UNKNOWN', nullable: true }),
  occupation: text({ description: 'Code of customer_occupation', nullable: true }),
  education_level: text({ description: 'Code of customer_education_level', nullable: true }),
  business_type: text({ description: 'Code of customer_business_type', nullable: true }),
  birthdate: date({ description: 'Date of birth, Gregorian', pii: 'direct', nullable: true }),
  total_asset: text({ description: 'Band, code of customer_total_asset_bands', nullable: true }),
  monthly_income: text({ description: 'Band, code of customer_monthly_income_bands', nullable: true }),
  income_country: text({ description: 'ISO 3166-1 alpha-2, OTHER or UNKNOWN', nullable: true }),
} as const;

/** Free text beside an enumeration that is OTHER, and the kind of evidence: Type 1, overwritten in place. */
export const profileTypeOne = {
  person_title_other: text({ description: 'Title where person_title is OTHER; Type 1', nullable: true }),
  nationality_other: text({ description: 'Nationality where nationality is OTHER; Type 1', nullable: true }),
  occupation_other: text({ description: 'Occupation where occupation is OTHER; Type 1', nullable: true }),
  education_level_other: text({ description: 'Education where education_level is OTHER; Type 1', nullable: true }),
  business_type_other: text({ description: 'Business where business_type is OTHER; Type 1', nullable: true }),
  income_country_other: text({ description: 'Country where income_country is OTHER; Type 1', nullable: true }),
  evidence_type: text({ description: 'Kind of evidence, upper case; optional, Type 1, not hashed', nullable: true }),
} as const;

/** The two sets: upper case, trimmed, without blanks and repetitions, in UTF-8 byte order; an empty list for an empty set. */
export const profileSets = {
  source_of_income: list({ kind: 'text' })({ description: 'Sources of income: codes, distinct, in byte order' }),
  purpose_of_investment: list({ kind: 'text' })({ description: 'Purposes of investment: codes, distinct, in byte order' }),
} as const;
