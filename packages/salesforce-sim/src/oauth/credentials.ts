import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** What lets a client in. Of this simulator only: they open nothing else. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
  readonly securityToken: string;
  readonly refreshToken: string;
  /** PKCS #8; its public half is what the connected app knows. */
  readonly privateKeyPem: string;
  readonly publicKey: KeyObject;
}

const derived = (seed: number, what: string, length: number): string =>
  createHash('sha256').update(`${seed}/${what}`).digest('base64url').replaceAll(/[-_]/g, 'x').slice(0, length);

/** Names and secrets follow from the seed; the key pair is fresh. */
export const makeCredentials = (seed: number): Credentials => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    clientId: `3MVG9${derived(seed, 'client', 38)}`,
    clientSecret: derived(seed, 'secret', 40),
    username: 'user0@audit.example',
    password: derived(seed, 'password', 16),
    securityToken: derived(seed, 'token', 24),
    refreshToken: `5Aep${derived(seed, 'refresh', 40)}`,
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey,
  };
};
