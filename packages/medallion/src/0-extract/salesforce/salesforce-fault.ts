import { type AuditError, SourceQuota, SourceRefused, SourceUnavailable } from '@audit/contract';
import type { HttpAnswer } from './http-transport.ts';

/** Error bodies are short; a page of HTML is not read to its end. */
const mostBytes = 64 * 1024;

/** What a server said of its refusal. */
export interface SalesforceFault {
  readonly errorCode: string;
  readonly message: string;
}

/** The start of a body as text. */
export const shortText = async ({ body }: Pick<HttpAnswer, 'body'>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
};

/** `[{"message", "errorCode"}]` of the API, `{"error", "error_description"}` of the login; else the status, as of a proxy's HTML. */
export const faultIn = (text: string, status: number): SalesforceFault => {
  const parsed = parsedJson(text);
  const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  if (typeof first === 'object' && first !== null) {
    const { errorCode, message, error, error_description: description } = first as Readonly<Record<string, unknown>>;
    const code = errorCode ?? error;
    if (typeof code === 'string') return { errorCode: code, message: shown(message ?? description ?? code) };
  }
  return { errorCode: `HTTP_${status}`, message: `status ${status}` };
};

/** undefined where it is none. */
export const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const shown = (value: unknown): string => (typeof value === 'string' ? value.replaceAll(/\s+/g, ' ').trim().slice(0, 500) : '');

const remedies: Readonly<Record<string, string>> = {
  INSUFFICIENT_ACCESS: 'grant the user of the login a right to read it (permission set)',
  INVALID_TYPE: 'correct the name of the object, or grant the user of the login a right to see it',
  INVALID_FIELD: 'grant the user of the login a right to read the field, or run again: its describe may have changed',
  API_DISABLED_FOR_ORG: 'have the API enabled for the organisation',
  API_CURRENTLY_DISABLED: 'have the API enabled for the user of the login',
  NOT_FOUND: 'correct the name of the object, or the API version',
};

/** A refusal that no further try would change. */
export const refusalError = (place: string, what: string, { errorCode, message }: SalesforceFault): AuditError =>
  errorCode === 'REQUEST_LIMIT_EXCEEDED'
    ? new SourceQuota(place, `${what}: the API requests of the day are used up (${message})`)
    : new SourceRefused(place, what, message, errorCode, {
        stateName: 'errorCode',
        remedy: remedies[errorCode] ?? 'look the code up in the documentation of Salesforce, then run again',
      });

/** A fault that may pass and did not within its budget. */
export const lastingError = (place: string, what: string, reason: string, throttled: boolean, cause?: unknown): AuditError => {
  const text = `${what}: ${reason}, and so at every further try`;
  return throttled
    ? new SourceQuota(place, text, { cause })
    : new SourceUnavailable(place, text, { remedy: 'what was read is kept, nothing was published: run again to go on from there', cause });
};
