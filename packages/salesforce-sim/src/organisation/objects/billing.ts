import type { Counts } from '../counts.ts';
import { defineObject } from '../define-object.ts';
import { currency, date, double, picklist, reference, text } from '../field.ts';
import type { SObject } from '../sobject.ts';

/** Six invoices an account, a quarter apart, the newest first; those that leave owe the last two, those that pay late the last. */
const invoiceDate = (i: string): string => `org_day() - 20 - 91 * CAST(${i} % 6 AS INTEGER) - CAST(below(${i}, 'iday', 20) AS INTEGER)`;
const unpaid = (i: string, accounts: number): string =>
  `((story((${i} // 6) % ${accounts}) = 0 AND ${i} % 6 < 2) OR (story((${i} // 6) % ${accounts}) = 3 AND ${i} % 6 = 0))`;
/** A growing account pays more each quarter. */
const invoiceTotal = (i: string, accounts: number): string =>
  `CAST((50000 + below((${i} // 6) % ${accounts}, 'bill', 5000000)) * CASE WHEN story((${i} // 6) % ${accounts}) = 1 THEN 1.0 - 0.12 * (${i} % 6) ELSE 1.0 - 0.01 * (${i} % 6) END / 100 AS DECIMAL(18, 2))`;

export const invoice = ({ Account: accounts, Invoice: rows, User: users }: Counts): SObject =>
  defineObject({
    name: 'Invoice',
    keyPrefix: '3tt',
    rows,
    users,
    fields: [
      reference('BillingAccountId', 'Account', `sf_id('001', (i // 6) % ${accounts})`, { nillable: false }),
      text('InvoiceNumber', 40, `concat('INV-', lpad(CAST(i AS VARCHAR), 9, '0'))`),
      date('InvoiceDate', invoiceDate('i')),
      date('DueDate', `"InvoiceDate" + 14`),
      currency('TotalAmount', invoiceTotal('i', accounts)),
      currency('Balance', `CASE WHEN ${unpaid('i', accounts)} THEN "TotalAmount" ELSE 0 END`),
      picklist('Status', `'Posted'`),
      date('PaidDate', `CASE WHEN ${unpaid('i', accounts)} THEN NULL ELSE "DueDate" - 5 + CAST(below(i, 'paid', 12) AS INTEGER) END`),
      picklist('CurrencyIsoCode', `currency_of((i // 6) % ${accounts})`),
    ],
    updates: { Balance: '0', PaidDate: 'CAST(sim_clock() AS DATE)' },
  });

export const invoiceLine = ({
  Account: accounts,
  Invoice: invoices,
  InvoiceLine: rows,
  Product2: products,
  User: users,
}: Counts): SObject =>
  defineObject({
    name: 'InvoiceLine',
    label: 'Invoice Line',
    keyPrefix: '5TV',
    rows,
    users,
    fields: [
      reference('InvoiceId', 'Invoice', `sf_id('3tt', (i // 2) % ${invoices})`, { nillable: false }),
      reference('Product2Id', 'Product2', `sf_id('01t', below(i, 'product', ${products}))`),
      double('Quantity', 2, `1 + below(i, 'qty', 5)`),
      // The two lines of an invoice add up to its total.
      currency(
        'LineAmount',
        `CASE WHEN i % 2 = 0 THEN CAST(${invoiceTotal('(i // 2)', accounts)} * 0.25 AS DECIMAL(18, 2)) ELSE ${invoiceTotal('(i // 2)', accounts)} - CAST(${invoiceTotal('(i // 2)', accounts)} * 0.25 AS DECIMAL(18, 2)) END`,
      ),
      picklist('CurrencyIsoCode', `currency_of((i // 12) % ${accounts})`),
    ],
    updates: { Quantity: `1 + below("Id", 'qty{n}', 5)` },
  });

/** One for each invoice that is paid. */
export const payment = ({ Account: accounts, Payment: rows, Invoice: invoices, User: users }: Counts): SObject =>
  defineObject({
    name: 'Payment',
    keyPrefix: '0aQ',
    rows,
    users,
    exists: `NOT ${unpaid('i', accounts)}`,
    fields: [
      reference('AccountId', 'Account', `sf_id('001', (i // 6) % ${accounts})`, { nillable: false }),
      reference('InvoiceId', 'Invoice', `sf_id('3tt', i % ${invoices})`),
      text('PaymentNumber', 40, `concat('PAY-', lpad(CAST(i AS VARCHAR), 9, '0'))`),
      currency('Amount', invoiceTotal('i', accounts)),
      date('EffectiveDate', `${invoiceDate('i')} + 9 + CAST(below(i, 'paid', 12) AS INTEGER)`),
      picklist('Status', `'Processed'`),
      picklist('CurrencyIsoCode', `currency_of((i // 6) % ${accounts})`),
    ],
    updates: { Status: `'Canceled'` },
  });

export const creditMemo = ({ Account: accounts, CreditMemo: rows, Invoice: invoices, User: users }: Counts): SObject =>
  defineObject({
    name: 'CreditMemo',
    label: 'Credit Memo',
    keyPrefix: '50g',
    rows,
    users,
    fields: [
      reference('BillingAccountId', 'Account', `sf_id('001', (i * 10) % ${accounts})`, { nillable: false }),
      reference('ReferenceEntityId', 'Invoice', `sf_id('3tt', (i * 60) % ${invoices})`),
      text('CreditMemoNumber', 40, `concat('CM-', lpad(CAST(i AS VARCHAR), 7, '0'))`),
      date('CreditDate', `org_day() - CAST(below(i, 'credit', 400) AS INTEGER)`),
      currency('TotalAmount', `CAST(below(i, 'total', 500000) AS DECIMAL(18, 2)) / 100`),
      picklist('Status', `'Posted'`),
      picklist('CurrencyIsoCode', `currency_of((i * 10) % ${accounts})`),
    ],
    updates: { TotalAmount: `CAST(below("Id", 'total{n}', 500000) AS DECIMAL(18, 2)) / 100` },
  });
