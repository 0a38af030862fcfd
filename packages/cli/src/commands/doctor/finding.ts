/** What one check found. */
export interface Finding {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly detail: string;
  /** What to do; null when all is well. */
  readonly remedy: string | null;
  /** Exit code of a failure. */
  readonly exitCode: number;
}

export const fine = (name: string, detail: string): Finding => ({ name, status: 'ok', detail, remedy: null, exitCode: 0 });
export const doubtful = (name: string, detail: string, remedy: string): Finding => ({ name, status: 'warn', detail, remedy, exitCode: 0 });
export const unfit = (name: string, detail: string, remedy: string, exitCode = 2): Finding => ({
  name,
  status: 'fail',
  detail,
  remedy,
  exitCode,
});
