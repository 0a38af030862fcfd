import { type Config, environmentVariable } from '@audit/contract';
import { readCredentials, SalesforceClient, serverUrl, usualObjects } from '@audit/medallion';
import type { CommandContext } from './context.ts';

const ways = { jwt: 'jwt', client_credentials: 'client-credentials', refresh_token: 'refresh-token', password: 'password' } as const;
const publicLogin = 'https://login.salesforce.com';

/**
 * A client of the Salesforce organisation the settings name. Secrets come from the environment or from files only.
 *
 * @throws UsageError that names what is not set; ConfigError
 */
export const openSalesforce = (context: CommandContext, config: Config): SalesforceClient => {
  const value = <N extends keyof Config>(name: N): Config[N]['value'] => config[name].value;
  const auth = value('salesforce.auth');
  const credentials = readCredentials(context.env, {
    clientId: value('salesforce.client_id'),
    username: value('salesforce.username'),
    kind: auth === null ? null : ways[auth],
  });
  const address = (name: 'salesforce.login_url' | 'salesforce.instance_url'): URL | undefined => {
    const { value: text, origin } = config[name];
    return text === null ? undefined : serverUrl(text, origin === 'default' ? environmentVariable(name) : origin);
  };
  const instance = address('salesforce.instance_url');
  return new SalesforceClient({
    credentials,
    // An organisation logs in at its own domain too, and client credentials only there.
    login: address('salesforce.login_url') ?? instance ?? new URL(publicLogin),
    instance,
    apiVersion: value('salesforce.api_version').replace(/^v/, ''),
    shares: { run: value('salesforce.quota_run_percent') / 100, total: value('salesforce.quota_total_percent') / 100 },
    signal: context.interrupted,
  });
};

/** The objects the settings name; where they name none, those of the usual ones that the organisation has. */
export const chosenObjects = async (client: SalesforceClient, config: Config): Promise<readonly string[]> => {
  const named = config['salesforce.tables'].value;
  return named.length > 0 ? named : await usualObjects(client);
};
