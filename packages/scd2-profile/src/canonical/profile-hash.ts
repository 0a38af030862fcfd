import { localNameAttributes, nameAttributes, scalarAttributes, setAttributes } from '@audit/contract/profile';
import { escapedPart } from './escaped-part.ts';

/** How a language says what the hash needs. */
export interface HashWords {
  /** A text in capitals by the frozen table. */
  readonly upper: (text: string) => string;
  /** A date as 2024-01-31. */
  readonly day: (date: string) => string;
}

const isIn = (list: readonly string[], name: string): boolean => list.includes(name);
const foldedNames = nameAttributes.filter((name) => !isIn(localNameAttributes, name));

/**
 * The fifteen scalar parts of a stored profile as they are compared, in the order of the law: codes and evidence are stored in
 * capitals, names in the case they came in. Null stays null.
 */
const scalarPartsIn = ({ upper, day }: HashWords): readonly string[] =>
  scalarAttributes.map((name) => (name === 'birthdate' ? day(name) : isIn(foldedNames, name) ? upper(name) : name));

/** The scalar parts of the canonical string of section 8, where a null has its token. */
export const literalPartsIn = (words: HashWords): readonly string[] => scalarPartsIn(words).map((part) => `COALESCE(${part}, '__NULL__')`);

/** The scalar parts of the unambiguous string. */
export const escapedPartsIn = (words: HashWords): readonly string[] => scalarPartsIn(words).map(escapedPart);

const models: HashWords = { upper: (text) => `@upper(${text})`, day: (date) => `@ymd(${date})` };

/** The two set hashes, the last parts. */
const setParts: readonly string[] = setAttributes.map((name) => `${name}_set_hash`);

/** The canonical string of section 8 of the law over the columns of a stored profile. In the language of models. */
export const canonicalString = `@joined(${[...literalPartsIn(models), ...setParts].join(`, '|', `)})`;

/**
 * A string that no other profile has. It begins with a delimiter, which makes it one more than any canonical string of section 8
 * without ambiguity has: hashes of the two are never equal.
 */
const unambiguousString = `@joined('|', ${[...escapedPartsIn(models), ...setParts].join(`, '|', `)})`;

/** What profiles are told apart by, whatever their texts hold: the hash of version 2. In the language of models. */
export const unambiguousHash = `@sha256_hex(${unambiguousString})`;

/** The hash by the rules of a version, which is an expression that yields 1 or 2. In the language of models. */
export const profileHash = (version: string): string =>
  `CASE WHEN ${version} = 2 THEN ${unambiguousHash} ELSE @sha256_hex(${canonicalString}) END`;
