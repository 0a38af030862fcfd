import { localNameAttributes, nameAttributes, scalarAttributes, setAttributes } from '@audit/contract/profile';

const isIn = (list: readonly string[], name: string): boolean => list.includes(name);
const foldedNames = nameAttributes.filter((name) => !isIn(localNameAttributes, name));

/**
 * The fifteen scalar parts of a stored profile as they are compared, in the order of the law: codes and evidence are stored in
 * capitals, names in the case they came in. In the language of models; null stays null.
 */
export const scalarParts: readonly string[] = scalarAttributes.map((name) =>
  name === 'birthdate' ? `@ymd(${name})` : isIn(foldedNames, name) ? `@upper(${name})` : name,
);

/** The two set hashes, the last parts. */
export const setParts: readonly string[] = setAttributes.map((name) => `${name}_set_hash`);

/** The canonical string of section 8 of the law over the columns of a stored profile. In the language of models. */
export const canonicalString = [...scalarParts.map((part) => `COALESCE(${part}, '__NULL__')`), ...setParts].join(` || '|' || `);
