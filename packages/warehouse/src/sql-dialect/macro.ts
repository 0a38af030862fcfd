/** What may stand in the place of a macro's argument. Anything but `sql` is read when the model is rendered, not by the engine. */
export type ArgumentKind = 'sql' | 'whole' | 'unit' | 'name' | 'instant';

/** Calendar units; weeks are ISO weeks, from Monday. */
const calendarUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;

export type Text = (...args: readonly string[]) => string;

/** One meaning, one text per engine. */
export interface Macro {
  /** One line for the reader of a model. */
  readonly means: string;
  readonly takes: Readonly<Record<string, ArgumentKind>>;
  /** The last pair of arguments may be repeated. */
  readonly repeats?: true;
  readonly duckdb: Text;
  readonly spark: Text;
}

/** The forms an argument must have, and what to say when it has not. */
export const argumentForms: Readonly<Record<ArgumentKind, readonly [RegExp, string]>> = {
  sql: [/[\s\S]/, 'give an expression'],
  whole: [/^\d+$/, 'give a whole number'],
  unit: [new RegExp(`^(?:${calendarUnits.join('|')})$`), `give one of ${calendarUnits.join(', ')}`],
  name: [/^[a-z_][a-z_0-9]*$/, 'give a plain lower-case name'],
  instant: [
    /^(?:'\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?Z'|\$[a-z_][a-z_0-9]*)$/,
    "give an instant such as '2024-01-31T00:00:00Z', or a parameter that is one",
  ],
};

/** A macro whose text is the same in every engine. */
export const same = (text: Text): Pick<Macro, 'duckdb' | 'spark'> => ({ duckdb: text, spark: text });
