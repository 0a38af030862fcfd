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

/**
 * Credentials from `SALESFORCE_*`; secrets may stand in files (`…_FILE`). A private key wins over a refresh token, that over a client
 * secret. A person's password only counts where nothing else is set and `allowLegacy` says so: it is a permanent key to all that person
 * may do, and organisations made since 2023 refuse it.
 *
 * @param known values of the settings, where the environment has none
 * @throws UsageError that names what is missing; ConfigError
 */
export const readCredentials = (
  env: Environment,
  {
    allowLegacy,
    clientId: knownId,
    username: knownUser,
  }: { readonly allowLegacy: boolean; readonly clientId?: string; readonly username?: string },
): SalesforceCredentials => {
  const secret = (name: string): Secret | undefined => readSecret(env, `SALESFORCE_${name}`);
  const clientId = env['SALESFORCE_CLIENT_ID'] || knownId;
  const username = env['SALESFORCE_USERNAME'] || knownUser;
  const [privateKey, refreshToken, clientSecret, password] = ['PRIVATE_KEY', 'REFRESH_TOKEN', 'CLIENT_SECRET', 'PASSWORD'].map(secret);
  if (clientId === undefined) throw missing('SALESFORCE_CLIENT_ID');
  if (privateKey !== undefined) {
    if (username === undefined) throw missing('SALESFORCE_USERNAME');
    return { kind: 'jwt', clientId, username, privateKey };
  }
  if (refreshToken !== undefined) return { kind: 'refresh-token', clientId, clientSecret, refreshToken };
  if (password !== undefined && allowLegacy) {
    if (username === undefined) throw missing('SALESFORCE_USERNAME');
    if (clientSecret === undefined) throw missing('SALESFORCE_CLIENT_SECRET');
    return { kind: 'password', clientId, clientSecret, username, password, securityToken: secret('SECURITY_TOKEN') };
  }
  if (clientSecret !== undefined) return { kind: 'client-credentials', clientId, clientSecret };
  if (password !== undefined)
    throw new UsageError(
      'SALESFORCE_PASSWORD is a person’s password',
      'set SALESFORCE_PRIVATE_KEY (JWT) or SALESFORCE_CLIENT_SECRET instead, or allow it with --allow-legacy',
    );
  throw missing('SALESFORCE_PRIVATE_KEY, SALESFORCE_CLIENT_SECRET or SALESFORCE_REFRESH_TOKEN');
};

const missing = (variable: string): UsageError =>
  new UsageError(`${variable} is not set`, 'set it, or for a secret its _FILE form to the path of a file that holds it');
