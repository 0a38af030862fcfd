/** Columns of a delivery that mean something to us, by the names bronze gives them; what a file lacks is undefined. */
export interface RecordColumns {
  /** Of the record; where an object has it, no record is without one. */
  readonly id: string | undefined;
  /** When the record changed. */
  readonly stamp: string | undefined;
  /** Whether it is gone. */
  readonly deleted: string | undefined;
}

/** Found as Salesforce spells them, in upper or lower case. */
export const recordColumns = (names: readonly string[]): RecordColumns => {
  const find = (wanted: string): string | undefined => names.find((name) => name.toLowerCase() === wanted);
  return { id: find('id'), stamp: find('systemmodstamp'), deleted: find('isdeleted') };
};

/** Column of a landed relation that holds a column of the file: names of the file's own choice may be those of the relation. */
export const cell = (at: number): string => `c${at}`;

/** What tells the records of an object apart. */
export const recordKey = ({ id, stamp }: RecordColumns): readonly string[] =>
  id === undefined ? [] : stamp === undefined ? [id] : [id, stamp];
