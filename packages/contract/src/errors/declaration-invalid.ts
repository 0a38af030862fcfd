import { AuditError } from './audit-error.ts';

/** One fault in a file that declares something. */
export interface DeclarationFinding {
  /** JSON path in the file: `tables.account.columns[3].type`; '' for the file as a whole. */
  readonly path: string;
  readonly what: string;
  /** What to do, as a sentence without its end. */
  readonly remedy: string;
}

const told = (kind: string, origin: string, findings: readonly DeclarationFinding[]): string => {
  const faults = `${findings.length} ${findings.length === 1 ? 'fault' : 'faults'}`;
  const lines = findings.map(({ path, what, remedy }) => `  ${path === '' ? '' : `${path}: `}${what}; ${remedy}`);
  return [`${faults} in the ${kind} "${origin}":`, ...lines].join('\n');
};

/** A file that declares something breaks its rules; every fault is named with its JSON path. */
abstract class DeclarationInvalid extends AuditError {
  readonly exitCode = 2;
  readonly findings: readonly DeclarationFinding[];

  constructor(kind: string, origin: string, findings: readonly DeclarationFinding[]) {
    super(told(kind, origin, findings), { origin, findings });
    this.findings = findings;
  }
}

/** A mapping of bronze to silver breaks its rules. */
export class MappingInvalid extends DeclarationInvalid {
  readonly code = 'MAPPING_INVALID';

  constructor(origin: string, findings: readonly DeclarationFinding[]) {
    super('mapping', origin, findings);
  }
}

/** The definitions of the customer 360 (metrics, scores, rules) break their rules. */
export class DefinitionsInvalid extends DeclarationInvalid {
  readonly code = 'DEFINITIONS_INVALID';

  constructor(origin: string, findings: readonly DeclarationFinding[]) {
    super('definitions', origin, findings);
  }
}

/** The declaration of a pipeline breaks its rules. */
export class PipelineInvalid extends DeclarationInvalid {
  readonly code = 'PIPELINE_INVALID';

  constructor(origin: string, findings: readonly DeclarationFinding[]) {
    super('pipeline', origin, findings);
  }
}
