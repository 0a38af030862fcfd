import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { ConfigError } from '../errors/config.ts';

/** A secret that shows itself as *** wherever it is printed, logged or turned into JSON; only `reveal` gives it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [inspect.custom](): string {
    return '***';
  }
}

/**
 * The secret in `variable`, or in the file that `<variable>_FILE` names (one line break at its end is cut off); undefined if neither is set.
 * @throws {@link ConfigError} if both are set, or the file cannot be read
 */
export const readSecret = (env: Readonly<Record<string, string | undefined>>, variable: string): Secret | undefined => {
  const path = env[`${variable}_FILE`];
  const literal = env[variable];
  if (path === undefined || path === '') return literal === undefined || literal === '' ? undefined : new Secret(literal);
  if (literal !== undefined && literal !== '') throw new ConfigError(`env ${variable}`, `${variable}_FILE is set too`, 'unset one of them');
  try {
    return new Secret(readFileSync(path, 'utf8').replace(/\r?\n$/, ''));
  } catch (error) {
    throw new ConfigError(`env ${variable}_FILE`, `cannot read "${path}"`, 'name a readable file', { cause: error });
  }
};

/** Every variable that holds a secret; each has a `_FILE` form. */
export const secretVariables = [
  'AUDIT_API_KEY',
  'AUDIT_OPDB_URL',
  'SALESFORCE_PRIVATE_KEY',
  'SALESFORCE_CLIENT_SECRET',
  'SALESFORCE_REFRESH_TOKEN',
  'SALESFORCE_PASSWORD',
  'SALESFORCE_SECURITY_TOKEN',
] as const;
