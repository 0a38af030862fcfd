/** A kind of problem: what docs/api.md says of it. */
interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** Every problem an answer may be, by its code. */
export const problems = {
  BAD_REQUEST: { status: 400, title: 'The request is not as the description of the API says' },
  NOT_AUTHENTICATED: { status: 401, title: 'Who asks is not known' },
  NOT_ALLOWED: { status: 403, title: 'The key or token has not the right' },
  NOT_THIS_MACHINE: { status: 403, title: 'The request does not come from this machine' },
  NO_SUCH_ROUTE: { status: 404, title: 'There is nothing at this path' },
  NO_SUCH_CUSTOMER: { status: 404, title: 'There is no such customer' },
  NO_SUCH_RECOMMENDATION: { status: 404, title: 'There is no such recommendation' },
  NO_SUCH_ALERT: { status: 404, title: 'There is no such alert' },
  NO_SUCH_DAY: { status: 404, title: 'The lake does not keep that day' },
  NO_SUCH_METRIC: { status: 404, title: 'There is no such metric' },
  // As an id nobody has: the description cannot say which cursors there are.
  BAD_CURSOR: { status: 404, title: 'The cursor is none of this list' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The path does not take this method' },
  REQUEST_TIMEOUT: { status: 408, title: 'The request took too long to arrive' },
  // Well formed, and at odds with the metrics, rules and columns there are.
  BAD_DEFINITIONS: { status: 409, title: 'The definitions break their rules' },
  TRANSITION_REFUSED: { status: 409, title: 'It cannot become that' },
  REQUEST_IN_PROGRESS: { status: 409, title: 'A request with the same Idempotency-Key is in work' },
  CURSOR_OUTDATED: { status: 410, title: 'The cursor is of a version that is not served any more' },
  VERSION_CHANGED: { status: 412, title: 'It is not as whoever asks saw it' },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large' },
  URI_TOO_LONG: { status: 414, title: 'The path is too long' },
  NOT_JSON: { status: 415, title: 'The body is no JSON' },
  KEY_REUSED: { status: 422, title: 'The Idempotency-Key was used for something else' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Too many requests' },
  HEADERS_TOO_LARGE: { status: 431, title: 'The headers are too large' },
  UNEXPECTED: { status: 500, title: 'The server failed' },
  BUSY: { status: 503, title: 'Another of the kind is in work' },
  TOO_SLOW: { status: 503, title: 'The answer takes too long' },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type ProblemCode = keyof typeof problems;

/** What is wrong with a part of a request. */
export interface FieldFault {
  /** Such as `query.limit`. */
  readonly field: string;
  readonly detail: string;
}

interface ProblemOptions extends ErrorOptions {
  readonly errors?: readonly FieldFault[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is a problem (RFC 9457). */
export class ApiProblem extends Error {
  readonly problem: ProblemCode;
  readonly errors: readonly FieldFault[];
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail what is wrong and what to do; never a value that may identify a person */
  constructor(problem: ProblemCode, detail: string, { errors = [], headers = {}, ...options }: ProblemOptions = {}) {
    super(detail, options);
    this.name = 'ApiProblem';
    this.problem = problem;
    this.errors = errors;
    this.headers = headers;
  }

  get status(): number {
    return problems[this.problem].status;
  }
}

/** The body of the answer. */
export const problemJson = ({ problem, message, errors, status }: ApiProblem, requestId: string): string =>
  JSON.stringify({
    type: `urn:audit:problem:${problem.toLowerCase().replaceAll('_', '-')}`,
    title: problems[problem].title,
    status,
    detail: message,
    code: problem,
    request_id: requestId,
    errors,
  });

export const problemType = 'application/problem+json';
