import type { Counts } from '../counts.ts';
import { defineObject } from '../define-object.ts';
import { checkbox, date, double, field, int, picklist, text } from '../field.ts';
import { pick } from '../pick.ts';
import type { SObject } from '../sobject.ts';

const currencies = ['USD', 'EUR', 'GBP', 'CHF', 'DKK', 'CAD', 'JPY', 'AUD', 'SGD', 'BRL', 'MXN'];
/** Units of each currency for one dollar, to begin with. */
const rates = [1, 0.92, 0.79, 0.88, 6.86, 1.36, 149.5, 1.52, 1.34, 5.05, 17.1];
const list = (values: readonly (string | number)[]): string =>
  `[${values.map((value) => (typeof value === 'string' ? `'${value}'` : value)).join(', ')}]`;
const months = 36;

export const user = ({ User: rows }: Counts): SObject =>
  defineObject({
    name: 'User',
    keyPrefix: '005',
    rows,
    users: rows,
    fields: [
      text('Username', 80, `concat('user', i, '@audit.example')`, { nillable: false }),
      text('FirstName', 40, 'first_name(i)'),
      text('LastName', 80, 'last_name(i)', { nillable: false }),
      text('Name', 121, `concat(first_name(i), ' ', last_name(i))`, { nillable: false }),
      field('Email', 'email', `concat('user', i, '@audit.example')`, { length: 128, nillable: false }),
      text('Title', 80, pick('i', 'title', ['Account Executive', 'Customer Success', null])),
      picklist('TimeZoneSidKey', pick('i', 'tz', ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo']), { nillable: false }),
      checkbox('IsActive', `i < 2 OR NOT one_in(i, 'gone', 6)`),
    ],
    updates: { Title: `concat('Title ', {n})` },
  });

export const organization = ({ User: users }: Counts): SObject =>
  defineObject({
    name: 'Organization',
    keyPrefix: '00D',
    rows: 1,
    users,
    replicateable: false,
    fields: [
      text('Name', 80, `'Audit Simulated Org'`, { nillable: false }),
      picklist('TimeZoneSidKey', `'Europe/Berlin'`),
      picklist('LanguageLocaleKey', `'en_US'`),
      picklist('OrganizationType', `'Developer Edition'`),
      text('InstanceName', 5, `'SIM1'`),
      checkbox('IsSandbox', 'TRUE'),
      int('FiscalYearStartMonth', '1'),
      text('DefaultCurrencyIsoCode__c', 3, `'USD'`),
    ],
  });

export const currencyType = ({ User: users }: Counts): SObject =>
  defineObject({
    name: 'CurrencyType',
    label: 'Currency Type',
    keyPrefix: '0P1',
    rows: currencies.length,
    users,
    replicateable: false,
    fields: [
      text('IsoCode', 3, `(${list(currencies)})[i + 1]`, { nillable: false }),
      double('ConversionRate', 6, `CAST((${list(rates)})[i + 1] AS DECIMAL(18, 6))`),
      int('DecimalPlaces', `CASE WHEN "IsoCode" = 'JPY' THEN 0 ELSE 2 END`),
      checkbox('IsActive', 'TRUE'),
      checkbox('IsCorporate', 'i = 0'),
    ],
  });

/** A rate a month and currency; the last one has no end. */
export const datedConversionRate = ({ User: users }: Counts): SObject => {
  const month = `CAST(i % ${months} AS INTEGER)`;
  const first = `CAST(date_trunc('month', org_now()) - to_months(${months - 1} - ${month}) AS DATE)`;
  return defineObject({
    name: 'DatedConversionRate',
    label: 'Dated Conversion Rate',
    keyPrefix: '04w',
    rows: currencies.length * months,
    users,
    replicateable: false,
    fields: [
      text('IsoCode', 3, `(${list(currencies)})[1 + i // ${months}]`, { nillable: false }),
      date('StartDate', first, { nillable: false }),
      date(
        'NextStartDate',
        `CASE WHEN ${month} = ${months - 1} THEN DATE '9999-12-31' ELSE CAST(${first} + INTERVAL 1 MONTH AS DATE) END`,
        { nillable: false },
      ),
      double(
        'ConversionRate',
        6,
        `CASE WHEN i < ${months} THEN 1 ELSE CAST((${list(rates)})[1 + i // ${months}] * (0.95 + below(i, 'rate', 100) / 1000.0) AS DECIMAL(18, 6)) END`,
      ),
    ],
  });
};
