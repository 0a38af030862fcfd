import type { SourceColumn } from './landed-table.ts';

/** A difference between two schemas of an object. */
export interface Drift {
  readonly change: 'added' | 'removed' | 'changed';
  readonly column: string;
  /** What the column was and is: `string(80)`, `decimal(18,2) not null`. */
  readonly was: string | null;
  readonly is: string | null;
}

const factsOf = ({ type, nullable, calculated, length, precision, scale, referenceTo }: SourceColumn): string => {
  const size = precision === undefined ? length : `${precision},${scale ?? 0}`;
  const words = [
    size === undefined || size === 0 ? type : `${type}(${size})`,
    ...(nullable ? [] : ['not null']),
    ...(calculated === true ? ['calculated'] : []),
    ...(referenceTo === undefined || referenceTo.length === 0 ? [] : [`to ${referenceTo.join(', ')}`]),
  ];
  return words.join(' ');
};

/** What changed from one schema to another, in the order of columns; nothing where only their order did. */
export const driftOf = (before: readonly SourceColumn[], after: readonly SourceColumn[]): readonly Drift[] => {
  const was = new Map(before.map((column) => [column.name, factsOf(column)]));
  const is = new Map(after.map((column) => [column.name, factsOf(column)]));
  const gone = [...was].filter(([name]) => !is.has(name));
  return [
    ...[...is].flatMap(([column, facts]): readonly Drift[] => {
      const old = was.get(column);
      if (old === undefined) return [{ change: 'added', column, was: null, is: facts }];
      return old === facts ? [] : [{ change: 'changed', column, was: old, is: facts }];
    }),
    ...gone.map(([column, facts]): Drift => ({ change: 'removed', column, was: facts, is: null })),
  ];
};
