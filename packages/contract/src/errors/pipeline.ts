import { AuditError } from './audit-error.ts';

/** A gate of a pipeline that the data do not pass. */
export interface BrokenGate {
  readonly gate: string;
  /** What was found, and what was asked for: `0 rows, at least 1`. */
  readonly found: string;
}

/** Data do not pass the gates of a pipeline; nothing was published. */
export class GateFailed extends AuditError {
  readonly code = 'GATE_FAILED';
  readonly exitCode = 3;

  constructor(pipeline: string, broken: readonly BrokenGate[]) {
    const each = broken.map(({ gate, found }) => `  ${gate}: ${found}`).join('\n');
    super(
      `pipeline ${pipeline}: ${broken.length === 1 ? 'a gate is' : `${broken.length} gates are`} closed, nothing was published; correct the data at their source, or the gate where it asks too much:\n${each}`,
      { pipeline, broken },
    );
  }
}

/** A replay gave other tables than its fixture expects. */
export class ReplayDiffers extends AuditError {
  readonly code = 'REPLAY_DIFFERS';
  readonly exitCode = 3;

  /** @param differences a line or more for each table that differs */
  constructor(fixture: string, differences: readonly string[]) {
    super(
      `the replay of ${fixture} differs from what is expected; if it is right now, write it down with --update and read the change:\n${differences.join('\n')}`,
      { fixture, differences },
    );
  }
}
