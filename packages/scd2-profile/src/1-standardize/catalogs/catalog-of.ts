import type { EnumAttribute, SetAttribute } from '@audit/contract/profile';

/** The catalog of each enumerated attribute, in the names of section 5 of the law; its file is `<name>.yaml`. */
export const catalogOf = {
  person_title: 'customer_person_title',
  marital_status: 'customer_marital_status',
  nationality: 'customer_nationality',
  occupation: 'customer_occupation',
  education_level: 'customer_education_level',
  business_type: 'customer_business_type',
  total_asset: 'customer_total_asset_bands',
  monthly_income: 'customer_monthly_income_bands',
  income_country: 'customer_income_country',
  source_of_income: 'customer_source_of_income',
  purpose_of_investment: 'customer_purpose_of_investment',
} as const satisfies Readonly<Record<EnumAttribute | SetAttribute, string>>;
