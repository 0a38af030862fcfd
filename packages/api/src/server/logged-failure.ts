import { AuditError } from '@audit/contract';

/** A failure as the log tells it. */
export interface LoggedFailure {
  readonly name: string;
  readonly code?: string;
  /** Only of errors whose words are ours: those of an engine or a parser quote what they stumbled over, which may be a value of a person. */
  readonly message?: string;
  /** What an engine calls it, such as Conversion Error. */
  readonly kind?: string;
  /** Where in the program, without the message. */
  readonly at: readonly string[];
}

const framesOf = ({ stack = '' }: Error): readonly string[] =>
  stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .+:\d+:\d+\)?$/.test(line));

/** What of a failure may stand in a log: nothing that quotes data. */
export const loggedFailure = (error: unknown): LoggedFailure => {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const told = { name: error.name, at: framesOf(error) };
  if (!(error instanceof AuditError)) return told;
  if (error.code !== 'ENGINE_FAILED') return { ...told, code: error.code, message: error.message };
  const { reason } = error.facts;
  const kind = typeof reason === 'string' ? /^[A-Z][A-Za-z ]{0,40}(?=:)/.exec(reason)?.[0] : undefined;
  return { ...told, code: error.code, ...(kind === undefined ? {} : { kind }) };
};
