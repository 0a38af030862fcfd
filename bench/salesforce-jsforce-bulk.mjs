// jsforce reads all accounts over Bulk API 2.0; prints the records. Used by salesforce-extract.ts; runs where jsforce is installed.
import { connection, soql } from './salesforce-jsforce-login.mjs';

const stream = await connection.bulk2.query(soql, {
  scanAll: true,
  pollInterval: 200,
  pollTimeout: 600_000,
});
let rows = 0;
for await (const _ of stream) rows++;
console.log(rows);
