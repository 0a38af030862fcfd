import { AuditError } from './audit-error.ts';

/** One fault in an enumeration catalog. */
export interface CatalogFinding {
  /** Name of the file in its folder. */
  readonly file: string;
  /** From 1; null where the fault has no line, as a missing file. */
  readonly line: number | null;
  /** Code of the value it is about; null where it is about the catalog. */
  readonly code: string | null;
  readonly what: string;
  /** What to do, as a sentence without its end. */
  readonly remedy: string;
}

/** `customer_person_title.yaml:14 (MRS): …`. */
const findingText = ({ file, line, code, what, remedy }: CatalogFinding): string =>
  `${file}${line === null ? '' : `:${line}`}${code === null ? '' : ` (${code})`}: ${what}; ${remedy}`;

/** The enumeration catalogs of a folder break their rules; every fault is named. */
export class CatalogInvalid extends AuditError {
  readonly code = 'CATALOG_INVALID';
  readonly exitCode = 2;
  readonly findings: readonly CatalogFinding[];

  constructor(folder: string, findings: readonly CatalogFinding[]) {
    const faults = `${findings.length} ${findings.length === 1 ? 'fault' : 'faults'}`;
    super([`${faults} in the catalogs in "${folder}":`, ...findings.map((finding) => `  ${findingText(finding)}`)].join('\n'), {
      folder,
      findings,
    });
    this.findings = findings;
  }
}
