import { AuditError } from './audit-error.ts';

/** One fault in a mapping of bronze to silver. */
export interface MappingFinding {
  /** JSON path in the file: `tables.account.columns[3].type`; '' for the file as a whole. */
  readonly path: string;
  readonly what: string;
  /** What to do, as a sentence without its end. */
  readonly remedy: string;
}

/** A mapping of bronze to silver breaks its rules; every fault is named with its JSON path. */
export class MappingInvalid extends AuditError {
  readonly code = 'MAPPING_INVALID';
  readonly exitCode = 2;
  readonly findings: readonly MappingFinding[];

  constructor(origin: string, findings: readonly MappingFinding[]) {
    const faults = `${findings.length} ${findings.length === 1 ? 'fault' : 'faults'}`;
    const lines = findings.map(({ path, what, remedy }) => `  ${path === '' ? '' : `${path}: `}${what}; ${remedy}`);
    super([`${faults} in the mapping "${origin}":`, ...lines].join('\n'), { origin, findings });
    this.findings = findings;
  }
}
