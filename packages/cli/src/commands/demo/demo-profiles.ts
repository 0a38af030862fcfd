/** A profile as a bank’s system delivers it. */
type Profile = Readonly<Record<string, string>>;

const pick = (words: readonly string[], at: number): string => words[at % words.length] ?? '';
const firstNames = ['Anna', 'Malee', 'Jonas', 'Chiara', 'Wei', 'Fatima', 'Pierre', 'Somchai', 'Ingrid', 'Mateo'];
const titles = ['MS', 'MS', 'MR', 'MS', 'MR', 'MS', 'MR', 'MR', 'MS', 'MR'];
const lastNames = ['Keller', 'Saetang', 'Lindqvist', 'Moretti', 'Tan', 'Haddad', 'Laurent', 'Boonmee', 'Berg', 'Ruiz'];
const countries = ['DE', 'TH', 'SE', 'IT', 'SG', 'AE', 'FR', 'TH', 'NO', 'ES'];

/** Who owns the company of account number `at`, as first delivered. */
const owner = (at: number): Profile => ({
  customer_id: `A-${String(at).padStart(8, '0')}`,
  evidence_unique_key: `ID${String(31_000_000 + at * 7919).padStart(10, '0')}`,
  firstname: pick(firstNames, at),
  lastname: pick(lastNames, at * 3 + 1),
  person_title: pick(titles, at),
  marital_status: at % 3 === 0 ? 'MARRIED' : 'SINGLE',
  nationality: pick(countries, at),
  occupation: 'BUSINESS_OWNER',
  education_level: pick(['BACHELOR', 'MASTER', 'DIPLOMA'], at),
  business_type: pick(['TECHNOLOGY', 'MANUFACTURING', 'RETAIL_WHOLESALE', 'HOSPITALITY'], at),
  birthdate: `19${60 + (at % 35)}-0${1 + (at % 9)}-1${at % 10}`,
  total_asset: `ASSET_BAND_${1 + (at % 4)}`,
  monthly_income: `INCOME_BAND_${2 + (at % 3)}`,
  income_country: pick(countries, at),
  source_of_income_list: pick(['BUSINESS', 'BUSINESS|DIVIDEND', 'BUSINESS|RENTAL'], at),
  purpose_of_investment_list: pick(['CAPITAL_GROWTH', 'RETIREMENT', 'EDUCATION|RETIREMENT'], at),
  last_modified_ts: `2025-11-${String(10 + (at % 15)).padStart(2, '0')}T08:30:00Z`,
});

const later = (profile: Profile, at: string, changes: Profile): Profile => ({ ...profile, ...changes, last_modified_ts: at });

/** What an owner’s life brought since: each change is a version. */
const life = (at: number): readonly Profile[] => {
  const first = owner(at);
  const richer = later(first, `2026-03-${String(1 + (at % 27)).padStart(2, '0')}T10:15:00Z`, { total_asset: `ASSET_BAND_${2 + (at % 4)}` });
  const settled = later(richer, `2026-07-${String(1 + (at % 27)).padStart(2, '0')}T14:00:00Z`, {
    marital_status: at % 3 === 0 ? 'DIVORCED' : 'MARRIED',
    purpose_of_investment_list: 'ESTATE_PLANNING|RETIREMENT',
  });
  return at % 2 === 0 ? [first, richer, settled] : [first, richer];
};

const lines = (profiles: readonly Profile[]): string => profiles.map((profile) => `${JSON.stringify(profile)}\n`).join('');

/** The first delivery: every owner, with the changes of a year. */
export const firstProfiles = (accounts: number): string => lines(Array.from({ length: accounts }, (_, at) => life(at)).flat());

/** The next day’s: three owners changed, and of a fourth it is heard only now what happened in May. */
export const nextProfiles = (): string => {
  const newest = (at: number): Profile => life(at).at(-1) ?? owner(at);
  return lines([
    later(newest(1), '2026-10-01T09:00:00Z', { occupation: 'RETIRED', source_of_income_list: 'PENSION|RENTAL' }),
    later(newest(4), '2026-10-01T11:20:00Z', { monthly_income: 'INCOME_BAND_5' }),
    later(newest(6), '2026-10-01T16:45:00Z', { nationality: 'CH', income_country: 'CH' }),
    later(life(8)[1] ?? owner(8), '2026-05-20T12:00:00Z', { education_level: 'MASTER' }),
  ]);
};
