import type { components } from './openapi.ts';

/** Problem document of the API (RFC 9457). */
export type ProblemDocument = components['schemas']['Problem'];

/** Codes of what goes wrong before the server answers. */
type ClientCode = 'OFFLINE' | 'UNREADABLE';

/** Why a request has no answer: a problem of the API, or of the way to it (status 0). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemDocument['code'] | ClientCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** To be given to whoever runs the server; empty where none was reached. */
  readonly requestId: string;
  /** What is wrong with which part of what was sent. */
  readonly errors: ProblemDocument['errors'];
  /** When to ask again, as the server said. */
  readonly retryAfterMs: number | undefined;

  constructor(
    document: Pick<ApiProblem, 'code' | 'status' | 'title' | 'detail' | 'requestId'> & Partial<Pick<ApiProblem, 'errors'>>,
    retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(`${document.title}: ${document.detail}`, options);
    this.code = document.code;
    this.status = document.status;
    this.title = document.title;
    this.detail = document.detail;
    this.requestId = document.requestId;
    this.errors = document.errors ?? [];
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether asking again may help: the network, a server that is busy or starting. */
  get isPassing(): boolean {
    return this.code === 'OFFLINE' || this.status === 429 || this.status === 503;
  }
}

/** Nothing was reached. */
export const unreachable = (cause: unknown): ApiProblem =>
  new ApiProblem(
    { code: 'OFFLINE', status: 0, title: 'The server cannot be reached', detail: 'is it running, and are you online?', requestId: '' },
    undefined,
    { cause },
  );

/** Milliseconds of a Retry-After header in seconds. */
const retryAfterMs = (header: string | null): number | undefined => {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : undefined;
};

/** The problem an answer tells of. */
export const problemOf = async (response: Response): Promise<ApiProblem> => {
  const wait = retryAfterMs(response.headers.get('Retry-After'));
  const requestId = response.headers.get('X-Request-Id') ?? '';
  try {
    const { code, status, title, detail, request_id, errors } = (await response.json()) as ProblemDocument;
    return new ApiProblem({ code, status, title, detail, requestId: request_id === '' ? requestId : request_id, errors }, wait);
  } catch (cause) {
    const title = `The server answered ${response.status}`;
    return new ApiProblem(
      { code: 'UNREADABLE', status: response.status, title, detail: 'the answer is no problem document', requestId },
      wait,
      { cause },
    );
  }
};
