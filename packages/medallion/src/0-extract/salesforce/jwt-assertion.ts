import { createPrivateKey, createSign, type KeyObject } from 'node:crypto';
import { ConfigError, type Secret } from '@audit/contract';

/** Salesforce takes no assertion that is valid for more than five minutes. */
const validSeconds = 180;

const base64Url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const keyOf = (pem: Secret): KeyObject => {
  try {
    // One line of an environment variable: its line breaks may have been written as \n.
    return createPrivateKey(pem.reveal().replaceAll(String.raw`\n`, '\n'));
  } catch {
    // The parser's error could quote the key.
    throw new ConfigError(
      'env SALESFORCE_PRIVATE_KEY',
      'it is no private key',
      'give an RSA key in PEM, best by SALESFORCE_PRIVATE_KEY_FILE',
    );
  }
};

/**
 * A signed assertion that a user lets this client in (RFC 7523, RS256).
 *
 * @param audience the login server, such as `https://login.salesforce.com`
 * @throws ConfigError for a key that is none
 */
export const jwtAssertion = (
  { clientId, username, privateKey }: { readonly clientId: string; readonly username: string; readonly privateKey: Secret },
  audience: string,
  nowMillis: number,
): string => {
  const claims = { iss: clientId, sub: username, aud: audience, exp: Math.floor(nowMillis / 1000) + validSeconds };
  const signed = `${base64Url({ alg: 'RS256', typ: 'JWT' })}.${base64Url(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(keyOf(privateKey), 'base64url')}`;
};
