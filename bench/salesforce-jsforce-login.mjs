// jsforce, logged in by signed JWT to the simulator that the command line tells, and the query for all accounts.
import { createSign } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [, , line, folder] = process.argv;
const { Connection } = createRequire(join(folder, 'package.json'))('jsforce');
const { url, credentials, ...ready } = JSON.parse(line);
export const { fields } = ready;
export const soql = `SELECT ${fields.join(', ')} FROM Account`;

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const body = `${encode({ alg: 'RS256' })}.${encode({ iss: credentials.clientId, sub: credentials.username, aud: url, exp: Math.floor(Date.now() / 1000) + 180 })}`;
const assertion = `${body}.${createSign('RSA-SHA256').update(body).sign(credentials.privateKeyPem).toString('base64url')}`;

export const connection = new Connection({
  loginUrl: url,
  instanceUrl: url,
  version: '60.0',
  oauth2: { loginUrl: url, clientId: credentials.clientId, clientSecret: credentials.clientSecret },
});
await connection.authorize({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
