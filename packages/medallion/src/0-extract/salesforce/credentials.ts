import { readSecret, type Secret, UsageError } from '@audit/contract';

/** What a client logs in with. The three ways without a password of a person come first. */
export type SalesforceCredentials =
  | { readonly kind: 'jwt'; readonly clientId: string; readonly username: string; readonly privateKey: Secret }
  | { readonly kind: 'client-credentials'; readonly clientId: string; readonly clientSecret: Secret }
  | { readonly kind: 'refresh-token'; readonly clientId: string; readonly clientSecret?: Secret | undefined; readonly refreshToken: Secret }
  | {
      readonly kind: 'password';
      readonly clientId: string;
      readonly clientSecret: Secret;
      readonly username: string;
      readonly password: Secret;
      readonly securityToken?: Secret | undefined;
    };

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables of each way, as they stand in messages. */
export const credentialVariables: Readonly<Record<SalesforceCredentials['kind'], string>> = {
  jwt: 'SALESFORCE_CLIENT_ID, SALESFORCE_USERNAME and SALESFORCE_PRIVATE_KEY',
  'client-credentials': 'SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET',
  'refresh-token': 'SALESFORCE_CLIENT_ID and SALESFORCE_REFRESH_TOKEN',
  password: 'SALESFORCE_USERNAME, SALESFORCE_PASSWORD, SALESFORCE_SECURITY_TOKEN, SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET',
};

/** What the settings say of the login. */
export interface LoginSettings {
  readonly clientId: string | null;
  readonly username: string | null;
  /** The way to log in; null to take the first whose secret is set. A password is only taken where it is named. */
  readonly kind: SalesforceCredentials['kind'] | null;
}

/**
 * Credentials, with secrets from `SALESFORCE_*` or the files that `…_FILE` name. A private key wins over a refresh token, that over a
 * client secret. A person's password only counts where the settings ask for it: it is a permanent key to all that person may do, and
 * organisations made since 2023 refuse it.
 *
 * @throws UsageError that names what is missing; ConfigError
 */
export const readCredentials = (env: Environment, { clientId, username, kind }: LoginSettings): SalesforceCredentials => {
  const secret = (name: string): Secret | undefined => readSecret(env, `SALESFORCE_${name}`);
  const needed = <T>(value: T | null | undefined, name: string): T => {
    if (value === undefined || value === null) throw missing(`SALESFORCE_${name}`);
    return value;
  };
  const app = { clientId: needed(clientId, 'CLIENT_ID') };
  switch (kind ?? wayOf(env)) {
    case 'jwt':
      return { kind: 'jwt', ...app, username: needed(username, 'USERNAME'), privateKey: needed(secret('PRIVATE_KEY'), 'PRIVATE_KEY') };
    case 'refresh-token':
      return {
        kind: 'refresh-token',
        ...app,
        clientSecret: secret('CLIENT_SECRET'),
        refreshToken: needed(secret('REFRESH_TOKEN'), 'REFRESH_TOKEN'),
      };
    case 'client-credentials':
      return { kind: 'client-credentials', ...app, clientSecret: needed(secret('CLIENT_SECRET'), 'CLIENT_SECRET') };
    case 'password': {
      const user = { username: needed(username, 'USERNAME'), password: needed(secret('PASSWORD'), 'PASSWORD') };
      const clientSecret = needed(secret('CLIENT_SECRET'), 'CLIENT_SECRET');
      return { kind: 'password', ...app, ...user, clientSecret, securityToken: secret('SECURITY_TOKEN') };
    }
  }
};

const wayOf = (env: Environment): SalesforceCredentials['kind'] => {
  const isSet = (name: string): boolean => [`SALESFORCE_${name}`, `SALESFORCE_${name}_FILE`].some((one) => (env[one] ?? '') !== '');
  if (isSet('PRIVATE_KEY')) return 'jwt';
  if (isSet('REFRESH_TOKEN')) return 'refresh-token';
  if (isSet('CLIENT_SECRET')) return 'client-credentials';
  if (isSet('PASSWORD'))
    throw new UsageError(
      'SALESFORCE_PASSWORD is a person’s password',
      'set SALESFORCE_PRIVATE_KEY (JWT) or SALESFORCE_CLIENT_SECRET instead, or ask for it with salesforce.auth "password"',
    );
  throw missing('SALESFORCE_PRIVATE_KEY, SALESFORCE_CLIENT_SECRET or SALESFORCE_REFRESH_TOKEN');
};

const missing = (variable: string): UsageError =>
  new UsageError(`${variable} is not set`, 'set it, or for a secret its _FILE form to the path of a file that holds it');
