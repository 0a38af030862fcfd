import { AuditError, DiskFull, EngineFailed, Interrupted, OutOfMemory } from '@audit/contract';

/** What an error of a call has to know of its surroundings. */
export interface CallContext {
  /** Such as `binding "lines"`. */
  readonly what: string;
  readonly memoryLimit: string | undefined;
  /** Where it spills to. */
  readonly tempDirectory: string;
  readonly signal: AbortSignal | undefined;
}

/** DuckDB's client gives bare errors whose text begins with their kind. */
export const engineError = (error: unknown, { what, memoryLimit, tempDirectory, signal }: CallContext): AuditError => {
  if (error instanceof AuditError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (signal?.aborted === true && reason.startsWith('INTERRUPT')) return new Interrupted(String(signal.reason));
  const full = fullDisk(reason, tempDirectory);
  if (full !== undefined) return new DiskFull(what, full.place, { spilling: full.spilling, cause: error });
  if (/^(Out of Memory Error|std::bad_alloc)/.test(reason)) return new OutOfMemory(what, memoryLimit, { cause: error });
  return new EngineFailed(what, reason, { cause: error });
};

/** DuckDB asks how much room the spill disk has before it writes to it, and calls too little of it a lack of memory. */
const fullDisk = (reason: string, tempDirectory: string): { readonly place: string; readonly spilling: boolean } | undefined => {
  if (reason.startsWith('Out of Memory Error: failed to offload data block')) return { place: tempDirectory, spilling: true };
  if (!/: (?:No space left on device|Disk quota exceeded)/.test(reason)) return undefined;
  const path = /file "([^"]*)"/.exec(reason)?.[1];
  const spilling = path === undefined || path.startsWith(tempDirectory);
  return { place: spilling ? tempDirectory : path, spilling };
};
