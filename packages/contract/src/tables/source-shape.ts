/** A column as a source's table keeps it: its name, and the type in the source's own word. */
export type SourceField = readonly [name: string, type: string];

/** What the lake knows of a table whose columns are its source's: they are in no contract, and only grow. */
export interface SourceShape {
  /** Columns that tell records apart; none where the source has no such. */
  readonly key: readonly string[];
  /** Every column the source ever had, in order of appearance, without the lineage. */
  readonly columns: readonly SourceField[];
}

/** SQL does not tell upper and lower case of names apart. */
export const folded = (name: string): string => name.toLowerCase();

/** Type of a column whose source says none. */
export const untyped = 'text';

/** The shape after rows with these columns came: what was there stays, what is new follows; of a type the newest word counts. */
export const grownShape = (was: SourceShape | undefined, columns: readonly SourceField[], key: readonly string[]): SourceShape => {
  const now = new Map(columns.map((field) => [folded(field[0]), field]));
  const before = (was?.columns ?? []).map(([name, type]): SourceField => {
    const given = now.get(folded(name))?.[1];
    now.delete(folded(name));
    return [name, given === undefined || given === untyped ? type : given];
  });
  return { key: was?.key ?? key, columns: [...before, ...now.values()] };
};
