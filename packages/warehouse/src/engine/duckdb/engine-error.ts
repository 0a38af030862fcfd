import { AuditError, EngineFailed, Interrupted, OutOfMemory } from '@audit/contract';

/** What an error of a call has to know of its surroundings. */
export interface CallContext {
  /** Such as `binding "lines"`. */
  readonly what: string;
  readonly memoryLimit: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** DuckDB's client gives bare errors whose text begins with their kind. */
export const engineError = (error: unknown, { what, memoryLimit, signal }: CallContext): AuditError => {
  if (error instanceof AuditError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (signal?.aborted === true && reason.startsWith('INTERRUPT')) return new Interrupted(String(signal.reason));
  if (/^(Out of Memory Error|std::bad_alloc)/.test(reason)) return new OutOfMemory(what, memoryLimit, { cause: error });
  return new EngineFailed(what, reason, { cause: error });
};
