import { scalarAttributes } from '@audit/contract/profile';

/** Compared without regard to case; codes are stored in one case, and local names are compared as they are. */
const folded: readonly string[] = ['firstname', 'lastname'];

/**
 * The names of the scalars that differ materially between two profiles of a model, as a list in the order of the hash. In the
 * language of models.
 *
 * @param before, @param after names under which the model joins the two; a profile that is not there has no attribute
 */
export const changedAttributes = (before: string, after: string): string => {
  const part = (alias: string, name: string): string => (folded.includes(name) ? `@upper(${alias}.${name})` : `${alias}.${name}`);
  const names = scalarAttributes.map((name) => `CASE WHEN ${part(before, name)} IS DISTINCT FROM ${part(after, name)} THEN '${name}' END`);
  return `@non_null_texts(${names.join(', ')})`;
};
