import { ConfigError, isLoopback, SourceRefused } from '@audit/contract';

/** Domains Salesforce serves organisations from. */
const salesforceHost = /\.(?:salesforce\.com|salesforce\.mil|force\.com|cloudforce\.com|sfcrmproducts\.cn)$/;

const isSafe = (url: URL): boolean => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));

/**
 * The address of a login or organisation, as its origin. Tokens go there, so only https will do; http on this machine only.
 *
 * @param origin where the address was written @throws ConfigError
 */
export const serverUrl = (text: string, origin: string): URL => {
  const url = URL.parse(text);
  if (url === null || !isSafe(url))
    throw new ConfigError(
      origin,
      'it is no https address',
      'write it as https://mydomain.my.salesforce.com (http is for this machine only)',
    );
  if (url.username !== '' || url.password !== '')
    throw new ConfigError(origin, 'there is a user or password in the address', 'leave them out of it');
  return new URL(url.origin);
};

/**
 * Where a login tells us to go on. Whoever answers the login could send our token anywhere: it must be the host we logged in at, the
 * configured one, or one of Salesforce's.
 *
 * @throws SourceRefused
 */
export const instanceUrl = (text: string, login: URL, configured: URL | undefined): URL => {
  const url = URL.parse(text);
  const known = url !== null && (url.host === login.host || url.host === configured?.host || salesforceHost.test(url.hostname));
  if (url !== null && known && isSafe(url)) return new URL(url.origin);
  throw new SourceRefused(login.host, 'the login', `it leads to "${text.slice(0, 200)}", which is no host of Salesforce`, 'instance_url', {
    stateName: 'field',
    remedy: 'set the instance URL in the configuration if that host is yours',
  });
};
