// jsforce reads all accounts over Bulk API 2.0; prints the records. Used by salesforce-extract.ts; runs where jsforce is installed.
import { createSign } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [, , line, folder] = process.argv;
const { Connection } = createRequire(join(folder, 'package.json'))('jsforce');
const { url, credentials, fields } = JSON.parse(line);
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const body = `${encode({ alg: 'RS256' })}.${encode({ iss: credentials.clientId, sub: credentials.username, aud: url, exp: Math.floor(Date.now() / 1000) + 180 })}`;
const assertion = `${body}.${createSign('RSA-SHA256').update(body).sign(credentials.privateKeyPem).toString('base64url')}`;
const connection = new Connection({
  loginUrl: url,
  instanceUrl: url,
  version: '60.0',
  oauth2: { loginUrl: url, clientId: credentials.clientId, clientSecret: credentials.clientSecret },
});
await connection.authorize({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
const stream = await connection.bulk2.query(`SELECT ${fields.join(', ')} FROM Account`, {
  scanAll: true,
  pollInterval: 200,
  pollTimeout: 600_000,
});
let rows = 0;
for await (const _ of stream) rows++;
console.log(rows);
