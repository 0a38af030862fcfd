import { localNameAttributes, nameAttributes, scalarAttributes, setAttributes } from '@audit/contract/profile';

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

/** The scalar parts of the canonical string, where a null has its token. */
export const hashedPartsIn = (words: HashWords): readonly string[] => scalarPartsIn(words).map((part) => `COALESCE(${part}, '__NULL__')`);

const models: HashWords = { upper: (text) => `@upper(${text})`, day: (date) => `@ymd(${date})` };

/** The scalar parts in the language of models. */
export const scalarParts: readonly string[] = scalarPartsIn(models);

/** The two set hashes, the last parts. */
export const setParts: readonly string[] = setAttributes.map((name) => `${name}_set_hash`);

/** The canonical string of section 8 of the law over the columns of a stored profile. In the language of models. */
export const canonicalString = `@joined(${[...hashedPartsIn(models), ...setParts].join(`, '|', `)})`;
