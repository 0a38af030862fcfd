import { textLiteral } from '@audit/warehouse';

/** Ids of rules for `IN`; of none, one that no rule can have. */
export const ruleIdsSql = (rules: readonly { readonly id: string }[]): string =>
  rules.length === 0 ? `('')` : `(${rules.map(({ id }) => textLiteral(id)).join(', ')})`;
