import { AuditError, Interrupted, isLoopback, type Micros, SourceAuthentication, SourceRefused } from '@audit/contract';
import { isConnectionFault } from './connection-fault.ts';
import { credentialVariables, type SalesforceCredentials } from './credentials.ts';
import { type HttpAnswer, HttpTransport } from './http-transport.ts';
import { logIn, type SalesforceSession } from './login.ts';
import { QuotaGuard, type QuotaShares } from './quota-guard.ts';
import { headerOf, parsedWhole, wholeText } from './read-answer.ts';
import { passingFaultOf, RetryBudget, retryAfterMillis } from './retry-budget.ts';
import { faultIn, lastingError, refusalError, shortText } from './salesforce-fault.ts';
import { realTiming, type Timing } from './timing.ts';

export interface SalesforceOptions {
  readonly credentials: SalesforceCredentials;
  /** Login server, such as `https://login.salesforce.com` (see `serverUrl`). */
  readonly login: URL;
  readonly instance?: URL | undefined;
  /** Such as `64.0`. */
  readonly apiVersion?: string | undefined;
  readonly shares?: QuotaShares | undefined;
  readonly timing?: Timing | undefined;
  /** A connection nothing comes from for so long is given up; two minutes by default. */
  readonly silenceMillis?: number | undefined;
  /** Whether answers come packed; by default not on this machine, where packing costs more than the way. */
  readonly packed?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A request and what is made of its answer. */
export interface SalesforceCall<T> {
  /** Such as `reading Account`, for messages. */
  readonly what: string;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/services/data/vNN.0/`, or from the root with a slash at its start. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Reads the answer to its end; where the connection breaks meanwhile the request is made again, and so is this call. */
  readonly take: (answer: HttpAnswer) => Promise<T>;
}

export interface SalesforceCosts {
  readonly apiCalls: number;
  readonly retries: number;
}

const usualVersion = '64.0';
const usualSilenceMillis = 120_000;
const usualShares: QuotaShares = { run: 0.25, total: 0.8 };
/** Query answers that are read again because of a fault of the server itself. */
const passingCodes: ReadonlySet<string> = new Set(['QUERY_TIMEOUT', 'SERVER_UNAVAILABLE', 'UNKNOWN_EXCEPTION']);

/**
 * A client of one organisation: logs in when it must, once more for a request whose session has expired, tries again what may pass, and
 * keeps to its share of the day's requests.
 */
export class SalesforceClient implements Disposable {
  readonly #options: SalesforceOptions;
  readonly #transport: HttpTransport;
  readonly #quota: QuotaGuard;
  readonly timing: Timing;
  readonly #root: string;
  #session: Promise<SalesforceSession> | undefined;
  #retries = 0;
  #serverTime: Micros | undefined;

  constructor(options: SalesforceOptions) {
    this.#options = options;
    this.#transport = new HttpTransport(options.silenceMillis ?? usualSilenceMillis);
    this.timing = options.timing ?? realTiming;
    this.#quota = new QuotaGuard(options.shares ?? usualShares);
    this.#root = `/services/data/v${options.apiVersion ?? usualVersion}/`;
  }

  /** Host of the organisation or its login, for messages. */
  get place(): string {
    return (this.#options.instance ?? this.#options.login).host;
  }

  get costs(): SalesforceCosts {
    return { apiCalls: this.#quota.calls, retries: this.#retries };
  }

  get quota(): { readonly used: number; readonly limit: number } | undefined {
    return this.#quota.state;
  }

  /** The server's clock at its last answer, to the second. */
  get serverTime(): Micros | undefined {
    return this.#serverTime;
  }

  /** Logs in where that has not been done. @throws SourceAuthentication, SourceUnavailable */
  async session(): Promise<SalesforceSession> {
    this.#session ??= logIn(this.#transport, { ...this.#options, timing: this.timing });
    try {
      return await this.#session;
    } catch (error) {
      this.#session = undefined;
      throw this.#ownError(error);
    }
  }

  /** Waits. @throws Interrupted */
  async pause(millis: number): Promise<void> {
    try {
      await this.timing.sleep(millis, this.#options.signal);
    } catch (error) {
      throw this.#ownError(error);
    }
  }

  /** The JSON of an answer. */
  async json<T>(what: string, path: string, request: Pick<SalesforceCall<T>, 'method' | 'body' | 'headers'> = {}): Promise<T> {
    return await this.send({ ...request, what, path, take: async ({ body }) => parsedWhole(await wholeText(body)) as T });
  }

  /**
   * Makes a request until it is answered or its retries are spent.
   *
   * @throws SourceRefused with Salesforce's errorCode; SourceQuota, SourceUnavailable, SourceAuthentication, Interrupted
   */
  async send<T>(call: SalesforceCall<T>): Promise<T> {
    try {
      return await this.#try(call);
    } catch (error) {
      throw this.#ownError(error);
    }
  }

  async #try<T>(call: SalesforceCall<T>): Promise<T> {
    const { signal } = this.#options;
    const budget = new RetryBudget(this.timing);
    let renewed = false;
    for (;;) {
      try {
        const { status, ...answer } = await this.#once(call);
        if (status < 300) return await call.take({ status, ...answer });
        const text = await shortText(answer);
        const fault = faultIn(text, status);
        if (status === 401 && fault.errorCode === 'INVALID_SESSION_ID' && !renewed) {
          renewed = true;
          this.#session = undefined;
          continue;
        }
        if (status === 401) throw this.#shutOut(fault.message);
        if (status < 400) throw this.#redirected(call.what, status);
        const passing = passingFaultOf(status) ?? (passingCodes.has(fault.errorCode) ? 'server' : undefined);
        if (passing === undefined) throw refusalError(this.place, call.what, fault);
        const asked = retryAfterMillis(answer.headers['retry-after'], this.timing.now());
        if (!(await budget.next(passing, asked, signal)))
          throw lastingError(this.place, call.what, `${fault.errorCode}: ${fault.message}`, status === 429 || status === 420);
      } catch (error) {
        if (!isConnectionFault(error) || signal?.aborted === true) throw error;
        if (!(await budget.next('connection', undefined, signal)))
          throw lastingError(this.place, call.what, `the connection broke (${error.message})`, false, error);
      }
      this.#retries++;
    }
  }

  async #once({ method = 'GET', path, headers = {}, body }: SalesforceCall<unknown>): Promise<HttpAnswer> {
    const { token, instance } = await this.session();
    this.#quota.admit(this.place);
    const url = new URL(path.startsWith('/') ? path : `${this.#root}${path}`, instance);
    const answer = await this.#transport.send({
      method,
      url,
      headers: {
        authorization: `Bearer ${token.reveal()}`,
        accept: 'application/json',
        'accept-encoding': (this.#options.packed ?? !isLoopback(url)) ? 'gzip' : 'identity',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: this.#options.signal,
    });
    this.#quota.saw(headerOf(answer, 'sforce-limit-info'));
    const date = Date.parse(headerOf(answer, 'date') ?? '');
    if (!Number.isNaN(date)) this.#serverTime = (BigInt(date) * 1000n) as Micros;
    return answer;
  }

  #shutOut(reason: string): SourceAuthentication {
    const variable = credentialVariables[this.#options.credentials.kind];
    return new SourceAuthentication(this.place, `${reason} (a new login was refused too)`, variable, {
      remedy: `check ${variable}, and that sessions of this user may use the API`,
    });
  }

  #redirected(what: string, status: number): SourceRefused {
    return new SourceRefused(this.place, what, 'it answers with a redirect, which is not followed', String(status), {
      stateName: 'status',
      remedy: 'set the instance URL in the configuration to the address the organisation really has',
    });
  }

  #ownError(error: unknown): unknown {
    const { signal } = this.#options;
    return signal?.aborted === true && !(error instanceof AuditError) ? new Interrupted(String(signal.reason)) : error;
  }

  [Symbol.dispose](): void {
    this.#transport[Symbol.dispose]();
  }
}
