import { SourceUnavailable, UsageError } from '@audit/contract';
import type { RatesFile } from './rates-file.ts';

/** Where the European Central Bank has its whole history. */
const ecbRatesUrl = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip';

const mostBytes = 64 * 1024 * 1024;
const patienceMillis = 60_000;
const local = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * A file of rates from an address. Its host must be allowed, and is the only one spoken to: redirects are not followed.
 *
 * @param hosts such as `www.ecb.europa.eu`
 * @throws UsageError for an address that is not allowed; SourceUnavailable
 */
export const fetchRates = async (address: string, hosts: readonly string[], interrupted: AbortSignal): Promise<RatesFile> => {
  const url = allowedAddress(address, hosts);
  const label = `${url.origin}${url.pathname}`;
  const signal = AbortSignal.any([interrupted, AbortSignal.timeout(patienceMillis)]);
  try {
    const answer = await fetch(url, { redirect: 'manual', signal });
    if (answer.status !== 200)
      throw new SourceUnavailable(label, `it answers with status ${answer.status}`, {
        remedy: 'check the address, or import the file from disk',
      });
    return { label, bytes: await bodyOf(label, answer) };
  } catch (error) {
    if (error instanceof SourceUnavailable || interrupted.aborted) throw error;
    const { cause } = error as Error;
    throw new SourceUnavailable(label, cause instanceof Error ? cause.message : (error as Error).message, { cause: error });
  }
};

const allowedAddress = (address: string, hosts: readonly string[]): URL => {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '')
    throw new UsageError(`"${address.slice(0, 120)}" is no address`, `give one such as ${ecbRatesUrl}, without user and password`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local.has(url.hostname)))
    throw new UsageError(`${url.protocol}//${url.host} is not https`, 'give an https address; http is for this machine only');
  if (!hosts.includes(url.hostname))
    throw new UsageError(
      `the host ${url.hostname} is not allowed`,
      `add it to fx.allowed_hosts (now ${hosts.join(', ') || 'none'}) in audit.config.json, or import the file from disk`,
      { host: url.hostname },
    );
  return url;
};

const bodyOf = async (label: string, answer: Response): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > mostBytes) throw new SourceUnavailable(label, `it sends more than ${mostBytes} bytes`, { remedy: 'check the address' });
    parts.push(part);
  }
  const promised = answer.headers.get('content-length');
  if (promised !== null && answer.headers.get('content-encoding') === null && Number(promised) !== bytes)
    throw new SourceUnavailable(label, `it sent ${bytes} of ${promised} bytes`);
  return Buffer.concat(parts);
};
