import { remedyFor, UsageError } from '@audit/contract';

interface Named {
  readonly object: string;
  readonly table: string;
}

const isCalled = ({ object, table }: Named, word: string): boolean =>
  table === word || object.toLowerCase() === word.toLowerCase() || `bronze_${table}` === word;

/**
 * Those of the objects of a source that are asked for, by their own names or those of their bronze tables; all where none is.
 *
 * @param source for the message
 * @throws UsageError for a name that none has
 */
export const chosen = <T extends Named>(source: string, objects: readonly T[], words: readonly string[]): readonly T[] => {
  if (words.length === 0) return objects;
  const unknown = words.find((word) => !objects.some((one) => isCalled(one, word)));
  if (unknown !== undefined) {
    const names = [...new Set(objects.flatMap(({ object, table }) => [object, table]))];
    const known = names.length === 0 ? 'it has none' : `it has ${names.slice(0, 12).join(', ')}`;
    throw new UsageError(`${source} has no table "${unknown}"`, remedyFor(unknown, names, known), { source, table: unknown });
  }
  return objects.filter((one) => words.some((word) => isCalled(one, word)));
};
