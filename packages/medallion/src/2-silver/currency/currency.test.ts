import { date, decimal, defineTable, type Row, text } from '@audit/contract';
import { checkBinding } from '@audit/warehouse/proof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertedAmountsStage } from './converted-amounts.stage.ts';
import { fxConversionsStage } from './fx-conversions.stage.ts';
import { bankLines, companyRates, openTrialRates } from './trial-rates.fixture.ts';

const trial = openTrialRates();
afterAll(() => trial[Symbol.asyncDispose]());

const sales = defineTable({
  name: 'sales',
  layer: 'silver',
  grain: ['id'],
  description: 'Sales.',
  columns: {
    id: text({ description: 'Sale' }),
    day: date({ description: 'Day', nullable: true }),
    amount: decimal(18, 3)({ description: 'Amount', nullable: true }),
    code: text({ description: 'Currency', nullable: true }),
    account_code: text({ description: 'Currency of the account', nullable: true }),
    country: text({ description: 'Country', nullable: true }),
    region: text({ description: 'Region', nullable: true }),
  },
});
type Sale = Row<typeof sales>;
const currency = {
  field: 'code',
  parent: 'account_code',
  country: 'country',
  region: { column: 'region', currencies: { Japan: 'JPY' } },
} as const;
const rule = { amounts: ['amount'], on: 'day', base: 'USD', currency } as const;
const stage = convertedAmountsStage(sales, 'converted_sales', rule);

const sale = (day: string | null, amount: string | null, told: Partial<Pick<Sale, 'code' | 'account_code' | 'country' | 'region'>>): Sale =>
  ({ id: 's', day, amount, code: null, account_code: null, country: null, region: null, ...told }) as Sale;
const convert = async (one: Sale, by = stage): Promise<Readonly<Record<string, unknown>>> =>
  (await trial.convert(by, sales, [one]))[0] ?? {};

beforeAll(async () => {
  await trial.importBytes('ecb.csv', Buffer.from(bankLines().join('\n')));
  await trial.importBytes('company-rates.csv', companyRates());
});

test('the models bind to their declared inputs and yield their declared columns', async () => {
  await using session = await trial.engine.session();
  await checkBinding(session, fxConversionsStage, { base: 'USD', max_age: 7, until: '2027-01-01' });
  await checkBinding(session, stage, {});
});

/** Computed by hand, with 60 digits, from the published rates of the day. */
test.each([
  ['on a day with a rate', '2024-03-28', '1000.000', 'EUR', '1081.1000', '1.081100000000000000', '2024-03-28', 'EUR>USD', 0],
  [
    'on Easter Saturday, at the rate of Maundy Thursday',
    '2024-03-30',
    '-99.990',
    'GBP',
    '-126.4200',
    '1.264296573500175418',
    '2024-03-28',
    'GBP>EUR>USD',
    2,
  ],
  [
    'on Easter Monday, of a currency without decimals',
    '2024-04-01',
    '123456.780',
    'JPY',
    '816.5700',
    '0.006614255123891098',
    '2024-03-28',
    'JPY>EUR>USD',
    4,
  ],
  ['of another one', '2024-03-28', '5000000.000', 'KRW', '3705.7700', '0.000741154613449238', '2024-03-28', 'KRW>EUR>USD', 0],
  [
    'of three decimals, by the company table, whose rates hold for a month',
    '2024-02-27',
    '12.345',
    'KWD',
    '40.1200',
    '3.249813135744694680',
    '2024-02-01',
    'KWD>USD',
    26,
  ],
  [
    'of a currency the euro replaced, at the rate fixed by law',
    '2024-03-28',
    '195.580',
    'DEM',
    '108.1100',
    '0.552757652761231804',
    '2024-03-28',
    'DEM>EUR>USD',
    0,
  ],
  ['of the kuna after its end', '2023-01-02', '7534.500', 'HRK', '1068.3000', '0.141787776229345013', '2023-01-02', 'HRK>EUR>USD', 0],
  ['in pence', '2024-03-28', '2500.000', 'GBp', '31.6100', '0.012642965735001754', '2024-03-28', 'GBX>GBP>EUR>USD', 0],
  ['in the base currency, whatever the day', '1985-05-05', '10.005', 'USD', '10.0100', '1.000000000000000000', '1985-05-05', 'USD', 0],
  ['of nothing', '2024-03-28', '0.000', 'EUR', '0.0000', '1.081100000000000000', '2024-03-28', 'EUR>USD', 0],
])('an amount %s', async (...[, day, amount, code, usd, rate, rateDate, path, age]) => {
  expect(await convert(sale(day, amount, { code }))).toMatchObject({
    amount,
    amount_usd: usd,
    amount_rate: rate,
    amount_rate_date: rateDate,
    currency_problem: null,
    fx_path: path,
    fx_age_days: age,
  });
});

test('the kuna before the euro is converted at its market rate, and to yen amounts have no decimals', async () => {
  const inYen = openTrialRates('JPY');
  await inYen.importBytes('ecb.csv', Buffer.from(bankLines().join('\n')));
  const toYen = convertedAmountsStage(sales, 'in_yen', { ...rule, base: 'JPY' });
  const [dollars, kuna] = await inYen.convert(toYen, sales, [
    { ...sale('2024-03-28', '10.000', { code: 'USD' }), id: 'a' },
    { ...sale('2022-12-31', '7.536', { code: 'HRK' }), id: 'b' },
  ]);
  expect(dollars).toMatchObject({ amount_jpy: '1512.0000', amount_rate: '151.188604199426510036', amount_currency: 'USD' });
  expect(kuna).toMatchObject({ amount_rate_date: '2022-12-30', fx_path: 'HRK>EUR>JPY', amount_jpy: '141.0000' });
  await inYen[Symbol.asyncDispose]();
});

test.each([
  ['a code money does not have', sale('2024-03-28', '1.000', { code: 'XAU' }), 'CURRENCY_UNKNOWN'],
  ['no currency at all', sale('2024-03-28', '1.000', {}), 'CURRENCY_MISSING'],
  ['a region with several currencies', sale('2024-03-28', '1.000', { region: 'EMEA' }), 'CURRENCY_MISSING'],
  ['a sign several currencies share', sale('2024-03-28', '1.000', { code: '$' }), 'CURRENCY_AMBIGUOUS'],
  ['that sign in a country where it means none', sale('2024-03-28', '1.000', { code: '$', country: 'DE' }), 'CURRENCY_AMBIGUOUS'],
  ['a currency no source has', sale('2024-03-28', '1.000', { code: 'ARS' }), 'RATE_MISSING'],
  ['a day eight days after the last rate', sale('2024-04-11', '1.000', { code: 'EUR' }), 'RATE_STALE'],
  ['a day before the first rate', sale('2022-12-28', '1.000', { code: 'EUR' }), 'RATE_STALE'],
  ['a month the company table does not cover', sale('2024-04-01', '1.000', { code: 'KWD' }), 'RATE_STALE'],
  ['no date', sale(null, '1.000', { code: 'EUR' }), 'RATE_DATE_MISSING'],
  ['more than fits', sale('2024-03-28', '999999999999999.000', { code: 'EUR' }), 'NUMBER_OUT_OF_RANGE'],
])('%s is a problem, and nothing is guessed', async (_, one, problem) => {
  expect(await convert(one)).toMatchObject({ amount: one.amount, amount_usd: null, currency_problem: problem });
});

test('seven days after the last rate it still holds; a missing amount stays missing, with whatever currency', async () => {
  expect(await convert(sale('2024-04-10', '1.000', { code: 'EUR' }))).toMatchObject({ amount_usd: '1.0800', fx_age_days: 7 });
  expect(await convert(sale('2024-03-28', null, { code: 'nonsense' }))).toMatchObject({ amount_usd: null, currency_problem: null });
});

describe('the currency is told by the first that says something', () => {
  const declared = convertedAmountsStage(sales, 'declared_sales', { ...rule, currency: { ...currency, declared: 'GBP' } });
  const withDefault = convertedAmountsStage(sales, 'default_sales', { ...rule, currency: { ...currency, fallback: 'USD' } });
  test.each([
    ['its own field', sale('2024-03-28', '1.000', { code: ' eur ', account_code: 'GBP' }), stage, 'EUR', 'field'],
    ['another spelling', sale('2024-03-28', '1.000', { code: 'us$' }), stage, 'USD', 'field'],
    ['its account', sale('2024-03-28', '1.000', { account_code: 'GBP', country: 'JP' }), stage, 'GBP', 'parent'],
    ['what is declared', sale('2024-03-28', '1.000', { country: 'JP' }), declared, 'GBP', 'source'],
    ['its country now', sale('2024-03-28', '1.000', { country: 'hr' }), stage, 'EUR', 'country'],
    ['its country as of the day', sale('2022-12-30', '1.000', { country: 'HR' }), stage, 'HRK', 'country'],
    ['a sign, in a country', sale('2024-03-28', '1.000', { code: '$', country: 'CA' }), stage, 'CAD', 'field'],
    ['a region of one currency', sale('2024-03-28', '1.000', { region: 'Japan' }), stage, 'JPY', 'region'],
    ['a default that is allowed', sale('2024-03-28', '1.000', { region: 'EMEA' }), withDefault, 'USD', 'default'],
  ])('%s', async (_, one, by, code, told) => {
    expect(await convert(one, by)).toMatchObject({ amount_currency: code, currency_source: told, currency_problem: null });
  });

  test('where field and country disagree the field counts and the row is flagged', async () => {
    expect(await convert(sale('2024-03-28', '1.000', { code: 'USD', country: 'DE' }))).toMatchObject({
      amount_usd: '1.0000',
      currency_conflict: true,
    });
    expect(await convert(sale('2024-03-28', '1.000', { code: 'EUR', country: 'DE' }))).toMatchObject({ currency_conflict: false });
  });
});

test('the company’s rate of a currency counts before the bank’s, and from its first day on the law’s before both', async () => {
  await using inEuro = openTrialRates('EUR');
  await inEuro.importBytes('ecb.csv', Buffer.from(bankLines().join('\n')));
  await inEuro.importBytes('company.csv', Buffer.from('base,quote,valid_from,rate\nEUR,GBP,2024-03-28,0.5\n'));
  const byEuro = convertedAmountsStage(sales, 'sales_in_euro', { ...rule, base: 'EUR' });
  const told = async (day: string, code: string): Promise<readonly unknown[]> => {
    const rows = await inEuro.convert(byEuro, sales, [sale(day, '7.535', { code })]);
    return rows.map((row) => [row['amount_eur'], row['amount_rate_source'], row['amount_rate_date']]);
  };
  expect(await told('2024-03-28', 'GBP')).toEqual([['15.0700', 'company', '2024-03-28']]);
  // The bank’s last rate of the kuna would hold for a week.
  expect(await told('2022-12-31', 'HRK')).toEqual([['1.0000', 'ecb', '2022-12-30']]);
  expect(await told('2023-01-01', 'HRK')).toEqual([['1.0000', 'law', '2023-01-01']]);
});
