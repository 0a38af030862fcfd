import { type OtherAttribute, otherAttributes } from './attributes.ts';
import type { deliveredColumns } from './bronze.ts';

/** SQL type of a column of the view, length aside. */
export type ViewKind = 'text' | 'date' | 'timestamp';

/** What section 18 of the law says of one column of the upstream view. */
export type ViewColumn =
  | { readonly form: 'id' | 'evidence' | 'name'; readonly width: number }
  /** One code of a catalog; `values` where the law names them. */
  | { readonly form: 'code'; readonly width: number; readonly catalog: string; readonly values?: string }
  /** Free text beside an enumeration, only where that is OTHER. */
  | { readonly form: 'other'; readonly width: number; readonly of: OtherAttribute }
  /** Codes of a catalog in one text, separated by |, distinct, in byte order. */
  | { readonly form: 'list'; readonly catalog: string }
  | { readonly form: 'date' | 'instant' };

/** What a view may have beside what it must: a delete feed says `op`, and the kind of evidence is on the law's backlog. */
export const optionalViewColumns = ['op', 'evidence_type'] as const;
export type ViewColumnName = Exclude<keyof typeof deliveredColumns, (typeof optionalViewColumns)[number]>;

/** The name of the view in the law; another one can be set (`opdb.view`). */
export const upstreamViewName = 'opdb.vw_customer_profile_standardized';

const code = (width: number, catalog: string, values?: string): ViewColumn => ({
  form: 'code',
  width,
  catalog: `customer_${catalog}`,
  ...(values === undefined ? {} : { values }),
});
const other = (of: OtherAttribute): ViewColumn => ({ form: 'other', width: 200, of });
const name: ViewColumn = { form: 'name', width: 200 };
// The law says 2, which holds neither OTHER nor UNKNOWN.
const countryWidth = 7;
const country = 'ISO 3166-1 alpha-2, OTHER, UNKNOWN';

/** The view of section 18 of the law: its columns in their order. */
export const upstreamViewColumns: Readonly<Record<ViewColumnName, ViewColumn>> = {
  customer_id: { form: 'id', width: 50 },
  evidence_unique_key: { form: 'evidence', width: 100 },
  firstname: name,
  lastname: name,
  firstname_local: name,
  lastname_local: name,
  person_title: code(50, 'person_title', 'MR, MRS, MS, DR, PROF, OTHER, UNKNOWN'),
  person_title_other: other('person_title'),
  marital_status: code(50, 'marital_status', 'SINGLE, MARRIED, DIVORCED, WIDOWED, UNKNOWN'),
  nationality: code(countryWidth, 'nationality', country),
  nationality_other: other('nationality'),
  occupation: code(100, 'occupation'),
  occupation_other: other('occupation'),
  education_level: code(100, 'education_level'),
  education_level_other: other('education_level'),
  business_type: code(100, 'business_type'),
  business_type_other: other('business_type'),
  birthdate: { form: 'date' },
  total_asset: code(50, 'total_asset_bands', 'ASSET_BAND_1 to ASSET_BAND_5, UNKNOWN'),
  monthly_income: code(50, 'monthly_income_bands', 'INCOME_BAND_1 to INCOME_BAND_5, UNKNOWN'),
  income_country: code(countryWidth, 'income_country', country),
  income_country_other: other('income_country'),
  source_of_income_list: { form: 'list', catalog: 'customer_source_of_income' },
  purpose_of_investment_list: { form: 'list', catalog: 'customer_purpose_of_investment' },
  last_modified_ts: { form: 'instant' },
};

/** Names of the columns the view must have, in their order. */
export const upstreamViewNames = Object.keys(upstreamViewColumns) as readonly ViewColumnName[];

/** The kind of SQL type a column of this form has. */
export const viewKind = ({ form }: ViewColumn): ViewKind => (form === 'date' ? 'date' : form === 'instant' ? 'timestamp' : 'text');

/** Whether a code may be OTHER: there is a column of free text beside it. */
export const hasOther = (column: string): column is OtherAttribute => (otherAttributes as readonly string[]).includes(column);
