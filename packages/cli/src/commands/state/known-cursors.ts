import { remedyFor, UsageError } from '@audit/contract';
import type { Manifest } from '@audit/warehouse';

/** The cursors of these names; all where none is named. @throws UsageError for a name that is none */
export const knownCursors = ({ watermarks }: Manifest, names: readonly string[]): readonly (readonly [name: string, value: unknown])[] => {
  const known = Object.keys(watermarks);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`there is no cursor "${unknown}"`, remedyFor(unknown, known, '"audit state show" lists them'), {
      cursor: unknown,
    });
  }
  return Object.entries(watermarks).filter(([name]) => names.length === 0 || names.includes(name));
};
