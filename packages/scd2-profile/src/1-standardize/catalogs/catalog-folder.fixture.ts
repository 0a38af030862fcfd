import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shippedCatalogs } from './shipped-catalogs.ts';

/** What becomes of the text of a file; undefined: the file is removed. */
export type Edits = Readonly<Record<string, ((text: string) => string) | undefined>>;

/** For tests: a copy of the shipped catalogs, with some of its files changed. */
export const catalogFolder = (edits: Edits = {}): string => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-catalogs-'));
  cpSync(shippedCatalogs, folder, { recursive: true });
  for (const [file, edit] of Object.entries(edits)) {
    const path = join(folder, file);
    if (edit === undefined) rmSync(path);
    else writeFileSync(path, edit(readFileSync(path, 'utf8')));
  }
  return folder;
};

/** The text with a part replaced that is there once. */
export const replaced =
  (part: string, by: string) =>
  (text: string): string => {
    const pieces = text.split(part);
    if (pieces.length !== 2) throw new RangeError(`"${part}" is there ${pieces.length - 1} times`);
    return pieces.join(by);
  };

/** A value as YAML, for the end of a file. */
export const valueText = (value: {
  readonly code: string;
  readonly order: number;
  readonly source?: string;
  readonly retired?: string;
}): string => `  - code: ${value.code}
    label:
      en: A value
    description: A value
    order: ${value.order}
    active: ${value.retired === undefined}
    source_codes: [${value.source ?? ''}]
${value.retired === undefined || value.retired === '' ? '' : `    replaced_by: ${value.retired}\n`}`;
