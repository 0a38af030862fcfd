import { AuditError } from './audit-error.ts';

/** An entry of the file of manual links, as far as messages need it. */
export interface ManualEntry {
  /** Place in the list, from 0. */
  readonly entry: number;
  readonly a: string;
  readonly b: string;
  readonly type: string;
  readonly by: string;
  readonly at: string;
}

const entryText = ({ entry, a, b, type, by, at }: ManualEntry): string => `links[${entry}] (${a} and ${b} are ${type}, by ${by} at ${at})`;

/** Two accounts are said to be one, directly or through others, and not to be. */
export class ManualContradiction extends AuditError {
  readonly code = 'MANUAL_CONTRADICTION';
  readonly exitCode = 2;

  /** @param apart the entry that keeps them apart @param path entries that make them one, the fewest there are */
  constructor(label: string, apart: ManualEntry, path: readonly ManualEntry[]) {
    super(`${label}: ${entryText(apart)} contradicts ${path.map(entryText).join(', ')}; remove one of these entries, or let it expire`, {
      label,
      apart,
      path,
    });
  }
}
