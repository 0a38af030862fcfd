import { type Rule, quote, ruleSql } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';

/** Texts of the definitions in a model: each stands in it by a name, for it may look like a mark of the model itself. */
export interface ModelTexts {
  readonly constants: Readonly<Record<string, string>>;
  /** SQL of a rule over the columns of `alias`, in the language of models. */
  readonly ruleOver: (alias: string, rule: Rule) => string;
}

export const modelTexts = (): ModelTexts => {
  const constants: Record<string, string> = {};
  const put = (sql: string): string => {
    const name = `text_${Array.from(String(Object.keys(constants).length), (digit) => 'abcdefghij'[Number(digit)]).join('')}`;
    constants[name] = sql;
    return `{${name}}`;
  };
  const ruleOver = (alias: string, rule: Rule): string =>
    ruleSql(rule, {
      column: (name) => `${alias}.${quote(name)}`,
      literal: (value) => (typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : put(textLiteral(value))),
    });
  return { constants, ruleOver };
};
