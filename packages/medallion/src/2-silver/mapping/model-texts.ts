import { textLiteral } from '@audit/warehouse';

/** Texts of a model. What the language of models has another use for ($, backslashes) stands in constants. */
export interface ModelTexts {
  /** SQL of a text. */
  readonly text: (value: string) => string;
  /** SQL of anything, by a name of its own: a list of rows. */
  readonly named: (name: string, sql: () => string) => string;
  readonly constants: Readonly<Record<string, string>>;
}

const letters = (at: number): string => (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(97 + (at % 26));

export const modelTexts = (): ModelTexts => {
  const constants: Record<string, string> = {};
  const known = new Map<string, string>();
  return {
    constants,
    text: (value) => {
      const sql = textLiteral(value);
      if (!/[$\\\0]/.test(value)) return sql;
      const name = known.get(sql) ?? `text_${letters(known.size)}`;
      known.set(sql, name);
      constants[name] = sql;
      return `{${name}}`;
    },
    named: (name, sql) => {
      constants[name] ??= sql();
      return `{${name}}`;
    },
  };
};
