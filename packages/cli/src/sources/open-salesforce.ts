import { type Config, ConfigError } from '@audit/contract';
import { type ExtractionSettings, salesforceSource } from '@audit/medallion';
import { chosenObjects, openSalesforce } from '../salesforce-client.ts';
import type { Opener } from './source-order.ts';

const daySeconds = 86_400;

/** `Object.Field` of the settings, by object. @throws ConfigError */
const fieldsByObject = ({ value, origin }: Config['salesforce.refresh_fields']): Readonly<Record<string, readonly string[]>> => {
  const pairs = value.map((text) => text.split('.'));
  const wrong = pairs.find((parts) => parts.length !== 2 || parts.includes(''));
  if (wrong !== undefined)
    throw new ConfigError(origin, `"${wrong.join('.')}" is no field of an object`, 'write it as ContractLineItem.Status');
  return Object.fromEntries(
    [...Map.groupBy(pairs, ([object = '']) => object)].map(([object, of]) => [object, of.map(([, field = '']) => field)]),
  );
};

const settingsOf = (config: Config): Partial<ExtractionSettings> => ({
  sliceRows: config['salesforce.slice_rows'].value,
  pageRows: config['salesforce.bulk_page_rows'].value,
  restPageRows: config['salesforce.query_page_rows'].value,
  lookBackSeconds: config['salesforce.look_back_minutes'].value * 60,
  refreshSeconds: config['salesforce.refresh_days'].value === 0 ? null : config['salesforce.refresh_days'].value * daySeconds,
  refreshFields: fieldsByObject(config['salesforce.refresh_fields']),
});

/** A Salesforce organisation. */
export const salesforce: Opener = {
  isConfigured: (config) => config['salesforce.client_id'].value !== null,
  remedy: 'set SALESFORCE_CLIENT_ID and a secret (docs/extract.md)',
  directories: async () => [],
  open: async ({ context, config, partitionOf, warn }) => {
    const client = openSalesforce(context, config);
    try {
      if (config['salesforce.auth'].value === 'password')
        warn('a person’s password is used to log in: a JWT key or client credentials of their own would be safer', {});
      const objects = await chosenObjects(client, config);
      return salesforceSource({
        client,
        objects,
        settings: settingsOf(config),
        partitionOf,
        warn,
      });
    } catch (error) {
      client[Symbol.dispose]();
      throw error;
    }
  },
};
