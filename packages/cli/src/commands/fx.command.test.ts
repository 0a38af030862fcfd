import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-fx-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const audit = (...words: readonly string[]) => auditHere(words, { cwd, env: { AUDIT_CLOCK: '2026-11-01T00:00:00Z' } });
const json = async (...words: readonly string[]): Promise<Record<string, unknown>> => {
  const { code, stdout, stderr } = await audit(...words, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Record<string, unknown>;
};
const file = (name: string, text: string): string => {
  writeFileSync(join(cwd, name), text);
  return name;
};

/** In the form of the bank: newest first, N/A where there is none, a comma at each end. */
const older = 'Date,USD,GBP,ISK,\r\n2024-03-28,1.0811,0.8551,N/A,\r\n2024-03-27,1.0816,0.85768,149.9,\r\n';
const newer = older.replace('2024-03-28', '2024-04-02,1.0749,0.8551,150.1,\r\n2024-03-28');

/** A ZIP archive of one file, as the bank sends it. */
const zipOf = (text: string): Buffer => {
  const [name, bytes] = [Buffer.from('eurofxref-hist.csv'), Buffer.from(text)];
  const data = deflateRawSync(bytes);
  const numbers = Buffer.alloc(16);
  numbers.writeUInt32LE(crc32(bytes), 4);
  numbers.writeUInt32LE(data.length, 8);
  numbers.writeUInt32LE(bytes.length, 12);
  const shared = Buffer.concat([Buffer.from([20, 0, 0, 0, 8, 0]), numbers, Buffer.from([name.length, 0, 0, 0])]);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, name, data]);
  const entry = Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), shared, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
};

let first: Record<string, unknown> = {};
beforeAll(async () => void (first = await json('fx', 'import', file('older.csv', older))));

test('an import is its content: again it makes no version, a newer file adds only what is new', async () => {
  expect(first).toMatchObject({ source: 'ecb', received: 5, added: 5, version: 1 });
  expect(await json('fx', 'import', 'older.csv')).toMatchObject({ added: 0, known: 5, version: 1, published: false });
  expect(await json('fx', 'import', file('newer.csv', newer))).toMatchObject({ added: 3, known: 5, version: 2, published: true });
  expect(await json('fx', 'import', 'older.csv')).toMatchObject({ added: 0, version: 2, published: false });
  const rates = (await audit('fx', 'rates', '--to', 'ISK', '--since', '2024-03-28', '--json')).stdout;
  expect(JSON.parse(rates)).toMatchObject({ source: 'ecb', base: 'EUR', quote: 'ISK', valid_from: '2024-04-02', rate: 150.1 });
});

test('a rate is told with its way, its day, its age and both legs', async () => {
  expect(await json('fx', 'rate', '--from', 'GBP', '--to', 'USD', '--on', '2024-03-30')).toEqual({
    from: 'GBP',
    to: 'USD',
    on: '2024-03-30',
    rate: '1.264296573500175418',
    path: 'GBP>EUR>USD',
    date: '2024-03-28',
    age_days: 2,
    source: 'ecb',
    fixed_by_law: false,
    legs: { from_units: '0.8551', to_units: '1.0811' },
  });
  expect((await audit('fx', 'rate', '--from', 'eur', '--on', '2024-03-28')).stdout).toBe(
    '1 EUR = 1.0811 USD on 2024-03-28\n  rate     ecb, of 2024-03-28\n  path     EUR>USD: 1.0811 / 1\n',
  );
  expect(await json('fx', 'rate', '--from', 'DEM', '--to', 'EUR', '--on', '2026-12-24')).toMatchObject({
    rate: '0.511291881196218485',
    source: 'law',
  });
});

test('a day too far from any rate, a currency without one and a word that is none are errors of their own', async () => {
  const rate = async (...words: readonly string[]) => {
    const { code, stderr } = await audit('fx', 'rate', ...words);
    return [code, stderr];
  };
  expect(await rate('--from', 'EUR', '--on', '2024-04-10')).toEqual([
    3,
    expect.stringContaining('RATE_STALE: no rate from EUR to USD holds on 2024-04-10: the last one before holds until 2024-04-09'),
  ]);
  expect(await rate('--from', 'EUR', '--on', '2024-03-26')).toEqual([3, expect.stringContaining('the first one is of 2024-03-27')]);
  expect(await rate('--from', 'KWD', '--on', '2024-03-28')).toEqual([3, expect.stringContaining('RATE_MISSING')]);
  expect(await rate('--from', 'EURO', '--on', '2024-03-28')).toEqual([2, expect.stringContaining('--from is "EURO", no currency')]);
  expect(await rate('--from', 'EUR', '--on', '2024-02-30')).toEqual([2, expect.stringContaining('--on is "2024-02-30", no date')]);
  expect(await rate('--from', 'EUR', '--on', '9999-12-30')).toEqual([3, expect.stringContaining('RATE_STALE')]);
  expect(await rate('--from', 'EUR', '--on', '9999-12-31')).toEqual([
    2,
    expect.stringContaining('--on is "9999-12-31", after which no day comes; give one such as 2024-02-29'),
  ]);
});

test('a base currency that is none is a fault of the setting, whoever reads it', async () => {
  const env = { AUDIT_FX_BASE_CURRENCY: 'ZZZ' };
  for (const words of [
    ['fx', 'rate', '--from', 'EUR', '--on', '2024-03-28'],
    ['fx', 'import', 'older.csv'],
  ]) {
    const { code, stderr } = await auditHere(words, { cwd, env });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/AUDIT_FX_BASE_CURRENCY.*give a code of ISO 4217, such as USD/)]);
    expect(stderr).not.toContain('--to');
  }
});

test('a changed rate is refused with the difference, and published with --restate', async () => {
  const changed = file('changed.csv', newer.replace('0.85768', '0.8577'));
  const { code, stderr } = await audit('fx', 'import', changed);
  expect(code).toBe(3);
  expect(stderr).toContain('RATES_CHANGED: changed.csv says otherwise of 1 rate');
  expect(stderr).toContain('ecb EUR/GBP 2024-03-27: 0.857680000000 in the lake, 0.857700000000 now');
  const before = (await json('fx', 'import', 'newer.csv'))['version'] as number;
  expect(await json('fx', 'import', changed, '--restate')).toMatchObject({ changed: 1, added: 0, version: before + 1 });
  expect(await json('fx', 'rate', '--from', 'EUR', '--to', 'GBP', '--on', '2024-03-27')).toMatchObject({ rate: '0.8577' });
  expect(await json('fx', 'rate', '--from', 'EUR', '--to', 'GBP', '--on', '2024-03-27', '--version', String(before))).toMatchObject({
    rate: '0.85768',
  });
  expect(await json('fx', 'import', 'newer.csv', '--restate')).toMatchObject({ changed: 1, version: before + 2 });
});

test('bad rates refuse the whole import, each with its place', async () => {
  const bad = file(
    'bad.csv',
    'base,quote,valid_from,rate\nUSD,kwd,2024-01-01,0.3\nUSD,AED,2024-02-30,3.6\nUSD,VND,2024-01-01,-1\nUSD,QAR,2024-01-01,\n',
  );
  const { code, stderr } = await audit('fx', 'import', bad);
  expect(code).toBe(3);
  expect(stderr).toContain('4 bad records (BAD_CURRENCY 1, BAD_DATE 1, BAD_NUMBER 1, MISSING_FIELD 1), nothing was written');
  expect(stderr).toContain('bad.csv record 2, column valid_from: BAD_DATE "2024-02-30"');
  const twice = await audit(
    'fx',
    'import',
    file('twice.csv', 'base,quote,valid_from,rate\nUSD,KWD,2024-01-01,0.3\nUSD,KWD,2024-01-01,0.3\n'),
  );
  expect([twice.code, twice.stderr]).toEqual([3, expect.stringContaining('DUPLICATE_RATE 2')]);
  const overlap = await audit(
    'fx',
    'import',
    file('overlap.csv', 'base,quote,valid_from,valid_to,rate\nUSD,KWD,2024-01-01,2024-03-01,0.3\nUSD,KWD,2024-02-01,,0.3\n'),
  );
  expect([overlap.code, overlap.stderr]).toEqual([3, expect.stringContaining('overlaps the next one, from 2024-02-01')]);
  const large = await audit(
    'fx',
    'import',
    file('large.csv', `base,quote,valid_from,rate,source\nUSD,KWD,2024-01-01,0.3,${'x'.repeat(1_200_000)}\n`),
  );
  expect([large.code, large.stderr]).toEqual([
    3,
    expect.stringContaining('large.csv: RECORD_TOO_LARGE: a record is larger than 1048576 bytes; '),
  ]);
  const header = await audit('fx', 'import', file('header.csv', 'from,to,rate\n'));
  expect([header.code, header.stderr]).toEqual([3, expect.stringContaining('it lacks base, quote, valid_from')]);
  const claims = await audit('fx', 'import', file('claims.csv', 'base,quote,valid_from,rate,source\nUSD,KWD,2024-01-01,0.3,ecb\n'));
  expect([claims.code, claims.stderr]).toEqual([3, expect.stringContaining('a name that is taken')]);
});

test('an archive is read, and refused where a byte of it is wrong', async () => {
  const zip = zipOf(newer);
  writeFileSync(join(cwd, 'rates.zip'), zip);
  expect(await json('fx', 'import', 'rates.zip')).toMatchObject({ received: 8, added: 0, published: false });
  for (const at of [60, zip.length - 60]) {
    const damaged = Buffer.from(zip);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    writeFileSync(join(cwd, 'damaged.zip'), damaged);
    expect(await audit('fx', 'import', 'damaged.zip')).toMatchObject({ code: 3, stderr: expect.stringContaining('NOT_ZIP') as unknown });
  }
  writeFileSync(join(cwd, 'cut.zip'), zip.subarray(0, 100));
  expect((await audit('fx', 'import', 'cut.zip')).stderr).toContain('it is cut off');
});

test('an address is fetched only from a host that is allowed, and is worth its content', async () => {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/rates.zip' ? 200 : 404).end(request.url === '/rates.zip' ? zipOf(newer) : 'none');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    expect(await audit('fx', 'import', `${address}/rates.zip`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the host 127.0.0.1 is not allowed') as unknown,
    });
    expect(await audit('fx', 'import', 'http://example.org/rates.zip')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('not https') as unknown,
    });
    file('audit.config.json', '{"fx": {"allowed_hosts": ["127.0.0.1"]}}');
    expect(await json('fx', 'import', `${address}/rates.zip`)).toMatchObject({
      file: `${address}/rates.zip`,
      received: 8,
      published: false,
    });
    expect(await audit('fx', 'import', `${address}/other.zip`)).toMatchObject({
      code: 6,
      stderr: expect.stringContaining('answers with status 404') as unknown,
    });
  } finally {
    server.close();
    rmSync(join(cwd, 'audit.config.json'));
  }
  const gone = `${address}/rates.zip`;
  file('audit.config.json', '{"fx": {"allowed_hosts": ["127.0.0.1"]}}');
  expect((await audit('fx', 'import', gone)).code).toBe(6);
  rmSync(join(cwd, 'audit.config.json'));
});

test('rates of Salesforce come from bronze: dated ones hold until the next, those of CurrencyType where there are none; a company table goes before both', async () => {
  const lake = ['--lake', 'crm'];
  mkdirSync(join(cwd, 'objects'));
  const modified = '2024-01-01T00:00:00.000+0000';
  file(
    'objects/CurrencyType.csv',
    `Id,IsoCode,ConversionRate,IsCorporate,SystemModstamp\n1,USD,1,true,${modified}\n2,GBP,0.8,false,${modified}\n3,CHF,0.9,false,${modified}\n`,
  );
  const dated = 'Id,IsoCode,StartDate,NextStartDate,ConversionRate,SystemModstamp\n';
  file('objects/DatedConversionRate.csv', `${dated}1,GBP,2024-01-01,9999-12-31,0.79,${modified}\n`);
  const missing = await audit('fx', 'import', '--source', 'salesforce', ...lake);
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('extract it first') as unknown });
  await audit('extract', '--source', 'files', '--path', 'objects', '--quiet', ...lake);
  expect(await json('fx', 'import', '--source', 'salesforce', ...lake)).toMatchObject({ received: 2, added: 2 });
  const rate = (from: string, on: string) => json('fx', 'rate', '--from', from, '--on', on, ...lake);
  expect(await rate('GBP', '2024-06-30')).toMatchObject({
    rate: '1.265822784810126582',
    date: '2024-01-01',
    age_days: 181,
    source: 'salesforce',
  });
  expect(await rate('CHF', '2024-06-30')).toMatchObject({ source: 'salesforce_static', path: 'CHF>USD' });
  file(
    'objects/DatedConversionRate.csv',
    `${dated}1,GBP,2024-01-01,2024-07-01,0.79,2024-07-01T00:00:00.000+0000\n2,GBP,2024-07-01,9999-12-31,0.78,2024-07-01T00:00:00.000+0000\n`,
  );
  await audit('extract', '--source', 'files', '--path', 'objects', '--quiet', ...lake);
  expect(await json('fx', 'import', '--source', 'salesforce', ...lake)).toMatchObject({ added: 1, closed: 1, changed: 0 });
  expect(await rate('GBP', '2024-06-30')).toMatchObject({ date: '2024-01-01' });
  expect(await rate('GBP', '2024-07-01')).toMatchObject({ date: '2024-07-01' });
  const company = readFileSync(fileURLToPath(new URL('../../../../fixtures/fx/company-rates.csv', import.meta.url)), 'utf8');
  await audit('fx', 'import', file('company.csv', `${company}USD,GBP,2024-06-28,,0.7911\n`), ...lake);
  expect(await rate('GBP', '2024-06-30')).toMatchObject({ source: 'company', date: '2024-06-28' });
});
