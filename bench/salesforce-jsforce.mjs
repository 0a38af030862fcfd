// jsforce against a simulator: what it reads, one JSON object a line. Used by salesforce-clients.ts; runs where jsforce is installed.
import { createHash } from 'node:crypto';
import { connection, fields, soql } from './salesforce-jsforce-login.mjs';

const tell = (check, more) => process.stdout.write(`${JSON.stringify({ check, ...more })}\n`);
const digest = (rows) => {
  const lines = rows.map((row) =>
    JSON.stringify([
      row.Id,
      row.Name,
      row.AnnualRevenue === null || row.AnnualRevenue === '' ? null : Number(row.AnnualRevenue),
      row.Description ?? '',
    ]),
  );
  // By code points, as the others sort; ids are the first 18 characters and differ.
  lines.sort((a, b) => (a < b ? -1 : 1));
  return { rows: rows.length, sha256: createHash('sha256').update(lines.join('\n')).digest('hex') };
};

tell('login: JWT bearer', { ok: connection.accessToken !== null });
const described = await connection.sobject('Account').describe();
tell('describe', {
  ok:
    JSON.stringify(described.fields.filter(({ type }) => type !== 'address' && type !== 'base64').map(({ name }) => name)) ===
    JSON.stringify(fields),
});
tell('limits', { ok: (await connection.limits()).DailyApiRequests.Max > 0 });
tell('count', { rows_counted: (await connection.query('SELECT COUNT() FROM Account')).totalSize });

const readAll = (options) =>
  new Promise((resolve, reject) => {
    const rows = [];
    connection
      .query(soql, { autoFetch: true, maxFetch: 1e7, ...options })
      .on('record', (record) => rows.push(record))
      .on('end', () => resolve(rows))
      .on('error', reject)
      .run({ autoFetch: true, maxFetch: 1e7, ...options });
  });
tell('query', digest(await readAll({})));
tell('queryAll', digest(await readAll({ scanAll: true })));
const [one] = (await connection.query('SELECT Id FROM Account LIMIT 1')).records;
tell('record', { ok: (await connection.sobject('Account').retrieve(one.Id)).Id === one.Id });

const bulk = async (scanAll) => {
  const stream = await connection.bulk2.query(soql, { scanAll, pollInterval: 200, pollTimeout: 60_000 });
  return await stream.toArray();
};
tell('bulk2 query', digest(await bulk(false)));
tell('bulk2 queryAll', digest(await bulk(true)));
