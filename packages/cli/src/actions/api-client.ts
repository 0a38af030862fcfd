import {
  type Config,
  ConfigError,
  isWebhookUrl,
  readSecret,
  SourceAuthentication,
  SourceQuota,
  SourceRefused,
  SourceUnavailable,
} from '@audit/contract';
import type { CommandContext } from '../context.ts';

/** What is asked of the API. */
interface ApiCall {
  /** Such as `executing the action`, for messages. */
  readonly what: string;
  readonly path: string;
  /** A body makes it a POST. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const variable = 'AUDIT_API_KEY';
const timeoutMs = 30_000;

const addressOf = (config: Config): string => {
  const { value, origin } = config.api_url;
  if (value === null) return `http://127.0.0.1:${config['serve.port'].value}`;
  if (isWebhookUrl(value)) return value.replace(/\/+$/, '');
  throw new ConfigError(origin, `api_url is "${value}"`, 'give an address with https, or http on this machine, without user and password');
};

interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly detail: string }[];
}

const problemIn = (text: string): Problem => {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
};

const refusal = (place: string, what: string, status: number, text: string): Error => {
  const { code = `status ${status}`, detail = 'it said no more', errors = [] } = problemIn(text);
  const told = [detail, ...errors.map((one) => `${one.field}: ${one.detail}`)].join('; ');
  if (status === 401) return new SourceAuthentication(place, told, variable, { remedy: `set ${variable} to a key ("audit key create")` });
  if (status === 403)
    return new SourceAuthentication(place, told, variable, {
      remedy: `give a key with the right in ${variable} ("audit key create --scope")`,
    });
  if (status === 429) return new SourceQuota(place, told);
  if (status >= 500) return new SourceUnavailable(place, `${what}: ${told} (${code})`, { remedy: 'try again in a moment' });
  return new SourceRefused(place, what, told, code, { stateName: 'code', remedy: 'see docs/api.md for what it means' });
};

/**
 * Asks the API of the settings.
 *
 * @returns the JSON of its answer @throws SourceUnavailable where none answers; SourceAuthentication, SourceRefused, SourceQuota, ConfigError
 */
export const askApi = async <T>(context: CommandContext, config: Config, { what, path, body, headers = {} }: ApiCall): Promise<T> => {
  const address = addressOf(config);
  const place = new URL(address).host;
  const key = readSecret(context.env, variable);
  let response: Response;
  try {
    response = await fetch(`${address}${path}`, {
      redirect: 'error',
      headers: {
        ...headers,
        ...(key === undefined ? {} : { authorization: `Bearer ${key.reveal()}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.any([context.interrupted, AbortSignal.timeout(timeoutMs)]),
    });
  } catch (cause) {
    throw new SourceUnavailable(place, `${what}: no API answers at ${address}`, {
      remedy: 'start it with "audit serve", or name another with --url',
      cause,
    });
  }
  const text = await response.text();
  if (!response.ok) throw refusal(place, what, response.status, text);
  return JSON.parse(text) as T;
};
