import type { Counts } from '../counts.ts';
import { defineObject } from '../define-object.ts';
import { checkbox, currency, date, datetime, double, field, formula, int, picklist, reference, text, textarea } from '../field.ts';
import { pick } from '../pick.ts';
import type { SObject } from '../sobject.ts';

export const product2 = ({ Product2: rows, User: users }: Counts): SObject =>
  defineObject({
    name: 'Product2',
    label: 'Product',
    keyPrefix: '01t',
    rows,
    users,
    fields: [
      text(
        'Name',
        255,
        `concat(${pick('i', 'pn', ['Analytics', 'Backup', 'Connect', 'Desk', 'Edge'])}, ' ', ${pick('i', 'pt', ['Basic', 'Plus', '"Pro"', 'Enterprise'])}, ' ', i)`,
        { nillable: false },
      ),
      text('ProductCode', 255, `concat('P-', lpad(CAST(i AS VARCHAR), 4, '0'))`),
      picklist('Family', pick('i', 'family', ['Software', 'Hardware', 'Service', null])),
      checkbox('IsActive', `NOT one_in(i, 'inactive', 8)`),
      textarea('Description', 4000, `prose(i, 'desc')`),
    ],
    updates: { Description: `prose("Id", 'desc{n}')` },
  });

/** Four of five accounts have a contract. Those that leave have one that ends within 90 days. */
export const contract = ({ Account: accounts, Contract: rows, User: users }: Counts): SObject => {
  const owner = `(i * 5 // 4) % ${accounts}`;
  return defineObject({
    name: 'Contract',
    keyPrefix: '800',
    rows,
    users,
    fields: [
      reference('AccountId', 'Account', `sf_id('001', ${owner})`, { nillable: false }),
      text('ContractNumber', 30, `lpad(CAST(i + 100 AS VARCHAR), 8, '0')`, { nillable: false }),
      picklist(
        'Status',
        `CASE WHEN story(${owner}) = 0 THEN 'Activated' ELSE ${pick('i', 'status', ['Activated', 'Activated', 'Activated', 'Draft'])} END`,
        { nillable: false },
      ),
      int('ContractTerm', pick('i', 'term', [12, 24, 36])),
      date(
        'EndDate',
        `CASE WHEN story(${owner}) = 0 THEN org_day() + 5 + CAST(below(i, 'end', 80) AS INTEGER) ELSE org_day() - 60 + CAST(below(i, 'end', 900) AS INTEGER) END`,
      ),
      date('StartDate', `CAST("EndDate" - to_months(CAST("ContractTerm" AS INTEGER)) AS DATE) + 1`),
      datetime('ActivatedDate', `CASE WHEN "Status" = 'Activated' THEN CAST("StartDate" AS TIMESTAMP) + INTERVAL 9 HOUR END`),
      formula(int('Days_To_Expiry__c', ''), `date_diff('day', CAST(sim_clock() AS DATE), {t}."EndDate")`),
      reference('OwnerId', 'User', `sf_id('005', below(i, 'owner', ${users}))`, { nillable: false }),
      picklist('CurrencyIsoCode', `currency_of(${owner})`),
    ],
    updates: { EndDate: `"EndDate" + 30`, Status: `'Activated'` },
  });
};

export const order = ({ Account: accounts, Order: rows, Contract: contracts, User: users }: Counts): SObject => {
  const owner = `i % ${accounts}`;
  return defineObject({
    name: 'Order',
    keyPrefix: '801',
    rows,
    users,
    fields: [
      reference('AccountId', 'Account', `sf_id('001', ${owner})`),
      text('OrderNumber', 30, `lpad(CAST(i + 100 AS VARCHAR), 8, '0')`),
      reference('ContractId', 'Contract', `CASE WHEN one_in(i, 'contract', 2) THEN sf_id('800', i % ${contracts}) END`),
      picklist('Status', pick('i', 'status', ['Activated', 'Activated', 'Activated', 'Draft']), { nillable: false }),
      date('EffectiveDate', `org_day() - CAST(below(i, 'eff', 1000) AS INTEGER)`, { nillable: false }),
      date('EndDate', `CASE WHEN one_in(i, 'open', 3) THEN NULL ELSE "EffectiveDate" + 365 END`),
      picklist('Type', pick('i', 'type', ['New', 'Renewal', 'Change'])),
      currency('TotalAmount', `CAST(below(i, 'total', 20000000) AS DECIMAL(18, 2)) / 100`),
      picklist('CurrencyIsoCode', `currency_of(${owner})`),
    ],
    updates: { TotalAmount: `CAST(below("Id", 'total{n}', 20000000) AS DECIMAL(18, 2)) / 100` },
  });
};

export const orderItem = (counts: Counts): SObject => {
  const { Order: orders, OrderItem: rows, Product2: products, User: users, Account: accounts } = counts;
  return defineObject({
    name: 'OrderItem',
    label: 'Order Product',
    keyPrefix: '802',
    rows,
    users,
    fields: [
      reference('OrderId', 'Order', `sf_id('801', (i // 2) % ${orders})`, { nillable: false }),
      reference('Product2Id', 'Product2', `sf_id('01t', below(i, 'product', ${products}))`),
      double('Quantity', 2, `1 + below(i, 'qty', 20)`),
      currency('UnitPrice', `CAST(below(i, 'price', 500000) AS DECIMAL(18, 2)) / 100`),
      currency('TotalPrice', `"Quantity" * "UnitPrice"`),
      date('ServiceDate', `org_day() - CAST(below((i // 2) % ${orders}, 'eff', 1000) AS INTEGER)`),
      date('EndDate', `"ServiceDate" + 365`),
      picklist('CurrencyIsoCode', `currency_of(((i // 2) % ${orders}) % ${accounts})`),
    ],
    updates: { Quantity: `1 + below("Id", 'qty{n}', 20)` },
  });
};

/** Services in use. An account that grows has few of them. */
export const asset = ({ Account: accounts, Asset: rows, Product2: products, User: users }: Counts): SObject => {
  const owner = `(i // 2) % ${accounts}`;
  return defineObject({
    name: 'Asset',
    keyPrefix: '02i',
    rows,
    users,
    fields: [
      reference('AccountId', 'Account', `sf_id('001', ${owner})`),
      text('Name', 255, `concat('Subscription ', i)`, { nillable: false }),
      reference('Product2Id', 'Product2', `sf_id('01t', below(i, 'product', ${products}))`),
      picklist(
        'Status',
        `CASE WHEN story(${owner}) = 1 AND i % 2 = 1 THEN 'Obsolete' ELSE ${pick('i', 'status', ['Installed', 'Installed', 'Installed', 'Shipped', 'Obsolete'])} END`,
      ),
      double('Quantity', 2, `1 + below(i, 'qty', 100)`),
      currency('Price', `CAST(below(i, 'price', 2000000) AS DECIMAL(18, 2)) / 100`),
      currency('CurrentMrr', `CASE WHEN "Status" = 'Installed' THEN CAST("Price" / 12 AS DECIMAL(18, 2)) END`),
      date('InstallDate', `org_day() - CAST(below(i, 'install', 1000) AS INTEGER)`),
      date('UsageEndDate', `CASE WHEN "Status" = 'Obsolete' THEN "InstallDate" + 200 END`),
      picklist('CurrencyIsoCode', `currency_of(${owner})`),
    ],
    updates: { Quantity: `1 + below("Id", 'qty{n}', 100)`, Status: `'Installed'` },
  });
};

/** Files; their content comes by REST only, one at a time. */
export const attachment = ({ Account: accounts, User: users }: Counts): SObject =>
  defineObject({
    name: 'Attachment',
    keyPrefix: '00P',
    rows: Math.min(accounts, 100),
    users,
    fields: [
      reference('ParentId', 'Account', `sf_id('001', i % ${accounts})`, { nillable: false, relationshipName: 'Parent' }),
      text('Name', 255, `concat('contract-', i, '.txt')`, { nillable: false }),
      text('ContentType', 120, `'text/plain'`),
      int('BodyLength', `length(concat('Contract ', i))`),
      field('Body', 'base64', null, { nillable: false }),
    ],
  });
