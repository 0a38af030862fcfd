import { AuditError } from './audit-error.ts';
import { didYouMean } from './nearest.ts';

/** No table of this name in the lake (or in the list of contracts). */
export class UnknownTable extends AuditError {
  readonly code = 'UNKNOWN_TABLE';
  readonly exitCode = 2;

  constructor(table: string, known: readonly string[]) {
    const hint = didYouMean(table, known);
    super(`no table "${table}"${hint === '' ? '; "audit tables" lists what is there' : hint}`, { table, known });
  }
}

/** A model's result, a file or a given table does not have the declared columns. Each difference is a sentence. */
export class SchemaMismatch extends AuditError {
  readonly code = 'SCHEMA_MISMATCH';
  readonly exitCode = 3;

  constructor(what: string, table: string, differences: readonly string[], options?: ErrorOptions) {
    super(
      `${what} does not have the columns of ${table}: ${differences.join('; ')}; make it match the contract (docs/dictionary)`,
      { what, table, differences },
      options,
    );
  }
}

/** A check returned rows; they are the evidence. Nothing was published. */
export class CheckFailed extends AuditError {
  readonly code = 'CHECK_FAILED';
  readonly exitCode = 3;

  /** @param rows the first rows of the check, personal columns masked */
  constructor(stage: string, check: string, rows: readonly Readonly<Record<string, string | null>>[]) {
    const shown = rows.map((row) => `  ${JSON.stringify(row)}`).join('\n');
    super(
      `stage ${stage}: check "${check}" failed, nothing was published; look at these rows and correct them at their source:\n${shown}`,
      { stage, check, rows },
    );
  }
}

/** The text of a model uses something that is not known to mean the same on every engine. */
export class ModelRefused extends AuditError {
  readonly code = 'MODEL_REFUSED';
  readonly exitCode = 1;

  /** @param line and @param column from 1 */
  constructor(model: string, line: number, column: number, word: string, remedy: string) {
    super(`model ${model}, line ${line}, column ${column}: "${word}" is not allowed; ${remedy}`, { model, line, column, word });
  }
}

/** Rows came in and neither went out nor stand in quarantine: the account of a run does not close. */
export class RowsUnaccounted extends AuditError {
  readonly code = 'ROWS_UNACCOUNTED';
  readonly exitCode = 3;

  constructor(what: string, account: Readonly<Record<string, bigint | number>>) {
    const sums = Object.entries(account).map(([name, rows]) => `${name} ${rows}`);
    super(`${what}: the rows do not add up (${sums.join(', ')}), nothing was published; report it with the log`, { what, account });
  }
}
