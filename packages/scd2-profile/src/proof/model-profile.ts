import { createHash } from 'node:crypto';
import {
  enumAttributes,
  localNameAttributes,
  otherAttributes,
  type ScalarAttribute,
  scalarAttributes,
  type SetAttribute,
  setAttributes,
} from '@audit/contract/profile';
import { ageAt, dateOf } from './model-instant.ts';
import { evidenceOf, membersOf, textOf, upperOf } from './model-text.ts';
import type { DeliveredRecord } from './profile-case.ts';

/** A delivered profile in the form it is stored in. */
export interface Profile {
  /** Scalars and the texts beside OTHER, by column. */
  readonly stored: Readonly<Record<string, string | null>>;
  readonly sets: Readonly<Record<SetAttribute, readonly string[]>>;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const includes = (list: readonly string[], name: string): boolean => list.includes(name);

const scalarOf = (name: ScalarAttribute, value: unknown): string | null => {
  const text = textOf(value);
  if (text === null) return null;
  if (name === 'evidence_unique_key') return evidenceOf(text);
  if (name === 'birthdate') return dateOf(text);
  return includes(enumAttributes, name) ? upperOf(text) : text;
};

export const profileOf = (record: DeliveredRecord): Profile => {
  const scalars = Object.fromEntries(scalarAttributes.map((name) => [name, scalarOf(name, record[name])]));
  const others = otherAttributes.map((name) => [`${name}_other`, scalars[name] === 'OTHER' ? textOf(record[`${name}_other`]) : null]);
  const [income, purpose] = setAttributes.map((name) => membersOf(record[`${name}_list`]));
  return {
    stored: { ...scalars, ...(Object.fromEntries(others) as Record<string, string | null>) },
    sets: { source_of_income: income ?? [], purpose_of_investment: purpose ?? [] },
  };
};

/** The fifteen scalars as they are compared: case matters in local names only. */
const compared = (profile: Profile, name: ScalarAttribute): string | null => {
  const value = profile.stored[name] ?? null;
  return value === null || includes(localNameAttributes, name) ? value : upperOf(value);
};

export const canonicalOf = (profile: Profile): string =>
  [
    ...scalarAttributes.map((name) => compared(profile, name) ?? '__NULL__'),
    ...setAttributes.map((name) => sha256(profile.sets[name].join('|'))),
  ].join('|');

export const hashOf = (profile: Profile): string => sha256(canonicalOf(profile));

const escaped: Readonly<Record<string, string>> = { '~': '~~', '|': '~1' };

/** The hash of version 2: no text can look like a delimiter or like nothing. */
export const unambiguousHashOf = (profile: Profile): string =>
  sha256(
    [
      '',
      ...scalarAttributes.map((name) => compared(profile, name)?.replaceAll(/[~|]/g, (mark) => escaped[mark] ?? '') ?? '~0'),
      ...setAttributes.map((name) => sha256(profile.sets[name].join('|'))),
    ].join('|'),
  );

/** Equal for two profiles exactly when they are materially equal, whatever delimiters their texts hold (D17). */
export const materialOf = (profile: Profile): string =>
  JSON.stringify([scalarAttributes.map((name) => compared(profile, name)), setAttributes.map((name) => profile.sets[name])]);

/** Names of the scalars in which two states differ, in the order of the hash; nobody has no value at all. */
export const changedScalars = (before: Profile | null, after: Profile | null): readonly ScalarAttribute[] =>
  scalarAttributes.filter((name) => (before && compared(before, name)) !== (after && compared(after, name)));

export const setDelta = (before: Profile | null, after: Profile | null, name: SetAttribute) => {
  const [was, is] = [before?.sets[name] ?? [], after?.sets[name] ?? []];
  return { added: is.filter((member) => !was.includes(member)), removed: was.filter((member) => !is.includes(member)) };
};

const textFindings = (record: DeliveredRecord, profile: Profile): readonly string[] =>
  scalarAttributes.flatMap((name) => {
    const value = profile.stored[name] ?? null;
    if (name === 'birthdate') return value === null && textOf(record[name]) !== null ? ['BIRTHDATE_INVALID'] : [];
    return value !== null && (value.includes('|') || value === '__NULL__') ? [`DELIMITER_OR_NULL_TOKEN_IN_TEXT:${name}`] : [];
  });

const otherFindings = (record: DeliveredRecord, profile: Profile): readonly string[] =>
  otherAttributes.flatMap((name) => {
    const isGiven = textOf(record[`${name}_other`]) !== null;
    if (profile.stored[name] === 'OTHER') return isGiven ? [] : [`OTHER_WITHOUT_TEXT:${name}`];
    return isGiven ? [`TEXT_WITHOUT_OTHER:${name}`] : [];
  });

const ageFindings = (birthdate: string | null, extractDate: string): readonly string[] => {
  if (birthdate === null) return [];
  if (birthdate > extractDate) return ['BIRTHDATE_FUTURE'];
  const age = ageAt(birthdate, extractDate);
  return age < 18 || age > 120 ? ['AGE_OUT_OF_RANGE'] : [];
};

/** What the quality rules find in a delivered profile itself; age is taken on the date of the extract. */
export const findingsOf = (record: DeliveredRecord, profile: Profile, extractDate: string): readonly string[] => [
  ...textFindings(record, profile),
  ...otherFindings(record, profile),
  ...(['evidence_unique_key', 'firstname', 'lastname'] as const)
    .filter((name) => (profile.stored[name] ?? null) === null)
    .map((name) => `MANDATORY_MISSING:${name}`),
  ...ageFindings(profile.stored['birthdate'] ?? null, extractDate),
];
