import type { ProfileVersion } from '../api/reports.ts';
import { isMasked } from '../customer/customer-name.tsx';
import { countryText } from '../format/country-text.ts';
import { dayText } from '../format/dates.ts';
import { inWords } from '../format/value-text.ts';

/** Columns that tell of the version and not of the person. */
const ofVersion = new Set([
  'profile',
  'customer_profile_version_sk',
  'customer_id',
  'profile_hash',
  'hash_algorithm_version',
  'material_key',
  'version_num',
  'effective_start_ts',
  'effective_end_ts',
  'is_current',
  'load_ts',
  'batch_id',
  'record',
]);

type Cell = ProfileVersion[string];

const text = (version: ProfileVersion, name: string): string | undefined => {
  const value = version[name];
  return typeof value === 'string' ? value : undefined;
};

/** First and last instant at which a version is valid; the last is undefined while it is in force. */
export const startOf = (version: ProfileVersion): string => text(version, 'effective_start_ts') ?? '';
export const endOf = (version: ProfileVersion): string | undefined => text(version, 'effective_end_ts');

/** Columns of a profile in their order: those of a later schema appear by themselves. */
export const columnsOf = (version: ProfileVersion): readonly string[] => Object.keys(version).filter((name) => !ofVersion.has(name));

/** The profiles of a customer, a list of versions an id, each from the earliest to the latest. */
export const profilesOf = (versions: readonly ProfileVersion[]): ReadonlyMap<number, readonly ProfileVersion[]> => {
  const groups = Map.groupBy(versions, ({ profile }) => Number(profile));
  return new Map(
    [...groups].map(([profile, own]) => [profile, own.toSorted((left, right) => (startOf(left) < startOf(right) ? -1 : 1))] as const),
  );
};

const isCode = (value: string): boolean => /^[A-Z]+(?:_[A-Z0-9]+)*$/.test(value);

/** A cell in words: codes as words, countries by name; undefined where nothing is given, `***` where it is masked. */
export const cellText = (name: string, value: Cell | undefined): string | undefined => {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  if (Array.isArray(value)) return value.map((one) => cellText(name, one)).join(', ');
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const plain = String(value);
  if (isMasked(plain)) return plain;
  if (/^\d{4}-\d\d-\d\d$/.test(plain)) return dayText(plain);
  if (/nationality$|country$/.test(name)) return countryText(plain);
  return isCode(plain) && !/name|evidence|other/.test(name) ? inWords(plain) : plain;
};

/** What differs between two versions, column by column. */
export interface Change {
  readonly name: string;
  readonly label: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const same = (one: Cell | undefined, other: Cell | undefined): boolean => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** What changed from one version to the next. Of masked columns it cannot be told. */
export const changesBetween = (before: ProfileVersion, after: ProfileVersion): readonly Change[] =>
  columnsOf(after).flatMap((name) =>
    same(before[name], after[name])
      ? []
      : [{ name, label: labelOf(name), before: cellText(name, before[name]), after: cellText(name, after[name]) }],
  );

const labels: Readonly<Record<string, string>> = {
  firstname: 'First name',
  lastname: 'Last name',
  firstname_local: 'First name, local script',
  lastname_local: 'Last name, local script',
  evidence_unique_key: 'Evidence of identity',
  birthdate: 'Date of birth',
  person_title: 'Title',
  total_asset: 'Assets',
};

/** A column for people. */
export const labelOf = (name: string): string => labels[name] ?? inWords(name);

/** Whether anything of a version is masked for whoever asks. */
export const hasMasked = (version: ProfileVersion): boolean =>
  columnsOf(version).some((name) => typeof version[name] === 'string' && isMasked(version[name]));

/** The instant a day of the address stands for: its end in UTC; an instant is itself. Undefined for anything else. */
export const instantOf = (word: string): string | undefined => {
  if (/^\d{4}-\d\d-\d\d$/.test(word) && !Number.isNaN(Date.parse(word))) return `${word}T23:59:59.999999Z`;
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(word) && !Number.isNaN(Date.parse(word)) ? word : undefined;
};
