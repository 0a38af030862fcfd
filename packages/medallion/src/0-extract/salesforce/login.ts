import { Secret, SourceAuthentication, SourceRefused } from '@audit/contract';
import { isConnectionFault } from './connection-fault.ts';
import { credentialVariables, type SalesforceCredentials } from './credentials.ts';
import type { HttpAnswer, HttpTransport } from './http-transport.ts';
import { jwtAssertion } from './jwt-assertion.ts';
import { faultIn, lastingError, parsedJson, shortText } from './salesforce-fault.ts';
import { passingFaultOf, RetryBudget, retryAfterMillis } from './retry-budget.ts';
import { instanceUrl } from './server-url.ts';
import type { Timing } from './timing.ts';

/** Where and as whom a client is let in. */
export interface SalesforceSession {
  readonly token: Secret;
  /** Origin of the organisation's server. */
  readonly instance: URL;
  /** Id of the organisation, 18 characters; null where the login does not say. */
  readonly orgId: string | null;
}

export interface LoginOptions {
  readonly credentials: SalesforceCredentials;
  /** Login server, or the organisation's own domain. */
  readonly login: URL;
  /** The organisation's server, where the settings name it. */
  readonly instance?: URL | undefined;
  readonly timing: Timing;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Logs in by OAuth 2.0.
 *
 * @throws SourceAuthentication where the server does not let us in; SourceRefused where it leads us elsewhere; SourceUnavailable
 */
export const logIn = async (transport: HttpTransport, options: LoginOptions): Promise<SalesforceSession> => {
  const { credentials, login, instance, timing, signal } = options;
  const refused = (reason: string, cause?: unknown): SourceAuthentication => {
    const variable = credentialVariables[credentials.kind];
    return new SourceAuthentication(login.host, reason, variable, { remedy: `correct ${variable}`, cause });
  };
  const budget = new RetryBudget(timing);
  for (;;) {
    let answer: HttpAnswer;
    let text: string;
    try {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
      const body = new URLSearchParams(grantOf(credentials, login, timing.now())).toString();
      answer = await transport.send({ method: 'POST', url: new URL('/services/oauth2/token', login), headers, body, signal });
      text = await shortText(answer);
    } catch (error) {
      if (!isConnectionFault(error) || signal?.aborted === true) throw error;
      if (await budget.next('connection', undefined, signal)) continue;
      throw lastingError(login.host, 'the login', error.message, false, error);
    }
    if (answer.status === 200) return sessionOf(text, options);
    const passing = passingFaultOf(answer.status);
    const asked = retryAfterMillis(answer.headers['retry-after'], timing.now());
    if (passing !== undefined && (await budget.next(passing, asked, signal))) continue;
    const { errorCode, message } = faultIn(text, answer.status);
    const reason = hidden(`${errorCode}: ${message}`, credentials);
    if (passing !== undefined) throw lastingError(login.host, 'the login', reason, answer.status === 429);
    if (answer.status >= 300 && answer.status < 400)
      throw new SourceRefused(login.host, 'the login', 'it answers with a redirect, which is not followed', String(answer.status), {
        stateName: 'status',
        remedy: `set the address the login really has instead of ${instance?.origin ?? login.origin}`,
      });
    throw refused(reason);
  }
};

const grantOf = (credentials: SalesforceCredentials, login: URL, now: number): Record<string, string> => {
  switch (credentials.kind) {
    case 'jwt':
      return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: jwtAssertion(credentials, audienceOf(login), now) };
    case 'client-credentials':
      return { grant_type: 'client_credentials', client_id: credentials.clientId, client_secret: credentials.clientSecret.reveal() };
    case 'refresh-token': {
      const { clientId, clientSecret, refreshToken } = credentials;
      const secret = clientSecret === undefined ? {} : { client_secret: clientSecret.reveal() };
      return { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken.reveal(), ...secret };
    }
    case 'password': {
      const { clientId, clientSecret, username, password, securityToken } = credentials;
      const secrets = { client_secret: clientSecret.reveal(), password: `${password.reveal()}${securityToken?.reveal() ?? ''}` };
      return { grant_type: 'password', client_id: clientId, username, ...secrets };
    }
  }
};

/** An organisation's own domain is no audience: its sandboxes answer for the one of tests. */
const audienceOf = (login: URL): string => {
  if (!login.hostname.endsWith('.my.salesforce.com')) return login.origin;
  return `https://${login.hostname.includes('.sandbox.') ? 'test' : 'login'}.salesforce.com`;
};

const sessionOf = (text: string, { credentials, login, instance }: LoginOptions): SalesforceSession => {
  const parsed = parsedJson(text);
  const {
    access_token: token,
    instance_url: url,
    id,
  } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Readonly<Record<string, unknown>>;
  if (typeof token !== 'string' || typeof url !== 'string')
    throw new SourceAuthentication(login.host, 'its answer holds no token', credentialVariables[credentials.kind], {
      remedy: 'check that the login URL is that of a Salesforce organisation',
    });
  const orgId = typeof id === 'string' ? (/\/id\/(00D\w{12,15})\//.exec(id)?.[1] ?? null) : null;
  return { token: new Secret(token), instance: instanceUrl(url, login, instance), orgId };
};

/** A server that quotes what it was sent must not bring it into our logs. */
const hidden = (text: string, credentials: SalesforceCredentials): string =>
  Object.values(credentials)
    .filter((value) => value instanceof Secret)
    .map((secret) => secret.reveal())
    .filter((secret) => secret !== '')
    .reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
