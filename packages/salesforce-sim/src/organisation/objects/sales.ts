import type { Counts } from '../counts.ts';
import { defineObject } from '../define-object.ts';
import { checkbox, currency, date, double, percent, picklist, reference, text } from '../field.ts';
import { pick } from '../pick.ts';
import type { SObject } from '../sobject.ts';

const stages = ['Prospecting', 'Qualification', 'Proposal/Price Quote', 'Negotiation/Review', 'Closed Won', 'Closed Won', 'Closed Lost'];

export const opportunity = ({ Account: accounts, Opportunity: rows, Contract: contracts, User: users }: Counts): SObject => {
  const owner = `(i // 2) % ${accounts}`;
  return defineObject({
    name: 'Opportunity',
    keyPrefix: '006',
    rows,
    users,
    fields: [
      reference('AccountId', 'Account', `sf_id('001', ${owner})`),
      text(
        'Name',
        120,
        `concat(company_of(${owner}), ' – "', ${pick('i', 'deal', ['Renewal', 'Upgrade', 'New Business', 'Pilot'])}, '", ', i)`,
        { nillable: false },
      ),
      picklist('StageName', pick('i', 'stage', stages), { nillable: false }),
      checkbox('IsClosed', `"StageName" LIKE 'Closed%'`),
      checkbox('IsWon', `"StageName" = 'Closed Won'`),
      currency(
        'Amount',
        `CASE WHEN one_in(i, 'noamount', 15) THEN NULL ELSE CAST(below(i, 'amount', 50000000) AS DECIMAL(18, 2)) / 100 END`,
      ),
      percent('Probability', `CASE "StageName" WHEN 'Closed Won' THEN 100 WHEN 'Closed Lost' THEN 0 ELSE below(i, 'prob', 9) * 10 END`),
      date(
        'CloseDate',
        `CASE WHEN "StageName" LIKE 'Closed%' THEN org_day() - CAST(below(i, 'close', 900) AS INTEGER) ELSE org_day() + CAST(below(i, 'close', 180) AS INTEGER) END`,
        { nillable: false },
      ),
      picklist('Type', pick('i', 'type', ['New Customer', 'Existing Customer - Upgrade', 'Existing Customer - Renewal', null])),
      reference('ContractId', 'Contract', `CASE WHEN "StageName" = 'Closed Won' THEN sf_id('800', i % ${contracts}) END`),
      reference('OwnerId', 'User', `sf_id('005', below(i, 'owner', ${users}))`, { nillable: false }),
      picklist('CurrencyIsoCode', `currency_of(${owner})`),
    ],
    updates: { Amount: `CAST(below("Id", 'amount{n}', 50000000) AS DECIMAL(18, 2)) / 100`, CloseDate: `"CloseDate" + 7` },
  });
};

export const opportunityLineItem = (counts: Counts): SObject => {
  const { Opportunity: opportunities, OpportunityLineItem: rows, Product2: products, User: users, Account: accounts } = counts;
  return defineObject({
    name: 'OpportunityLineItem',
    label: 'Opportunity Product',
    keyPrefix: '00k',
    rows,
    users,
    deletedOneIn: 80,
    fields: [
      reference('OpportunityId', 'Opportunity', `sf_id('006', (i // 2) % ${opportunities})`, { nillable: false }),
      reference('Product2Id', 'Product2', `sf_id('01t', below(i, 'product', ${products}))`),
      double('Quantity', 2, `1 + below(i, 'qty', 40)`),
      currency('UnitPrice', `CAST(below(i, 'price', 1000000) AS DECIMAL(18, 2)) / 100`),
      currency('TotalPrice', `"Quantity" * "UnitPrice"`),
      date('ServiceDate', `CASE WHEN one_in(i, 'service', 2) THEN org_day() - CAST(below(i, 'sdate', 700) AS INTEGER) END`),
      picklist('CurrencyIsoCode', `currency_of((i // 4) % ${accounts})`),
    ],
    updates: { Quantity: `1 + below("Id", 'qty{n}', 40)`, ServiceDate: `org_day() + {n} % 30` },
  });
};

export const opportunityFieldHistory = (counts: Counts): SObject => {
  const { Opportunity: opportunities, OpportunityFieldHistory: rows, User: users } = counts;
  return defineObject({
    name: 'OpportunityFieldHistory',
    label: 'Opportunity Field History',
    keyPrefix: '017',
    rows,
    users,
    replicateable: false,
    fields: [
      reference('OpportunityId', 'Opportunity', `sf_id('006', i % ${opportunities})`, { nillable: false }),
      picklist('Field', pick('i', 'field', ['StageName', 'StageName', 'Amount', 'CloseDate', 'created']), { nillable: false }),
      text(
        'OldValue',
        255,
        `CASE "Field" WHEN 'StageName' THEN ${pick('i', 'old', stages)} WHEN 'Amount' THEN CAST(below(i, 'old', 100000) AS VARCHAR) END`,
      ),
      text(
        'NewValue',
        255,
        `CASE "Field" WHEN 'StageName' THEN ${pick('i', 'new', stages)} WHEN 'Amount' THEN CAST(below(i, 'new', 100000) AS VARCHAR) END`,
      ),
    ],
  });
};
