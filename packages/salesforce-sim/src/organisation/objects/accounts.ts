import { double, field, formula, int, currency, picklist, reference, text, textarea } from '../field.ts';
import { defineObject } from '../define-object.ts';
import type { Counts } from '../counts.ts';
import { pick } from '../pick.ts';
import type { SObject } from '../sobject.ts';

/** Seven of ten accounts stand alone; the others are the same company in another country, a subsidiary, or a name in capitals. */
const given = {
  _company: `company_of(CASE WHEN i % 10 IN (7, 9) THEN i - (i % 10) + 6 ELSE i END)`,
  _name: `concat("_company", ' ', legal_form_of(i))`,
};
const website = `concat('https://www.', regexp_replace(lower("_company"), '[^a-z]', '', 'g'), '.example')`;
const address = { compoundFieldName: 'BillingAddress' } as const;

export const account = ({ Account: rows, User: users }: Counts): SObject =>
  defineObject({
    name: 'Account',
    keyPrefix: '001',
    rows,
    users,
    given,
    fields: [
      text('Name', 255, `CASE WHEN i % 10 = 9 THEN upper("_name") ELSE "_name" END`, { nillable: false }),
      picklist('Type', pick('i', 'type', ['Customer - Direct', 'Customer - Channel', 'Prospect', null])),
      reference('ParentId', 'Account', `CASE WHEN i % 10 = 8 THEN sf_id('001', i - 2) END`, { relationshipName: 'Parent' }),
      picklist('Industry', pick('i', 'industry', ['Manufacturing', 'Banking', 'Retail', 'Technology', 'Healthcare', 'Energy', null])),
      textarea(
        'BillingStreet',
        255,
        `concat(below(i, 'house', 200) + 1, ' ', ${pick('i', 'street', ['Main Street', 'Hauptstraße', "Rue de l'Église", 'Market Sq.'])}, CASE WHEN one_in(i, 'floor', 4) THEN concat(chr(10), 'Floor ', below(i, 'f', 9)) ELSE '' END)`,
        address,
      ),
      text(
        'BillingCity',
        40,
        pick('i', 'city', ['Zürich', 'Paris', 'Berlin', 'London', 'New York', 'Tokyo', 'São Paulo', 'Sydney']),
        address,
      ),
      text('BillingState', 80, pick('i', 'state', [null, 'CA', 'NY', 'BE']), address),
      text('BillingPostalCode', 20, `lpad(CAST(below(i, 'zip', 100000) AS VARCHAR), 5, '0')`, address),
      text('BillingCountry', 80, `country_of(i)`, address),
      field('BillingAddress', 'address', null),
      field(
        'Phone',
        'phone',
        `CASE WHEN one_in(i, 'nophone', 9) THEN NULL ELSE concat('+', below(i, 'cc', 80) + 1, ' (0)', below(i, 'phone', 900000000) + 100000000) END`,
        { length: 40 },
      ),
      field('Website', 'url', `CASE WHEN one_in(i, 'noweb', 6) THEN NULL ELSE ${website} END`, { length: 255 }),
      int('NumberOfEmployees', `CASE WHEN one_in(i, 'nostaff', 7) THEN NULL ELSE 1 + below(i, 'staff', 20000) END`),
      currency(
        'AnnualRevenue',
        `CASE WHEN one_in(i, 'norev', 7) THEN NULL ELSE CAST(below(i, 'rev', 5000000000) AS DECIMAL(18, 2)) / 100 END`,
      ),
      textarea('Description', 32_000, `prose(i, 'desc')`),
      picklist('Rating', pick('i', 'rating', ['Hot', 'Warm', 'Cold', null])),
      text('AccountNumber', 40, `concat('A-', lpad(CAST(i AS VARCHAR), 8, '0'))`),
      picklist('Region__c', `region_of(i)`),
      picklist('Segment__c', pick('i', 'segment', ['Enterprise', 'Mid-Market', 'SMB'])),
      // The customer of the mart and of the profile; a few accounts were never tied to one.
      text('Customer_Id__c', 40, `CASE WHEN one_in(i, 'untied', 20) THEN NULL ELSE lpad(CAST(i + 1 AS VARCHAR), 5, '0') END`),
      double(
        'Satisfaction_Score__c',
        1,
        `CASE WHEN one_in(i, 'noscore', 5) THEN NULL ELSE CAST(below(i, 'score', 101) AS DECIMAL(18, 1)) / 10 END`,
      ),
      // A formula over the clock: it moves every day, and no stamp with it.
      formula(int('Days_As_Customer__c', ''), `date_diff('day', {t}."CreatedDate", sim_clock())`),
      reference('OwnerId', 'User', `sf_id('005', below(i, 'owner', ${users}))`, { nillable: false }),
      picklist('CurrencyIsoCode', `currency_of(i)`),
    ],
    updates: {
      Phone: `concat('+1 (555) ', lpad(CAST(below("Id", 'phone{n}', 10000000) AS VARCHAR), 7, '0'))`,
      AnnualRevenue: `CAST(below("Id", 'rev{n}', 5000000000) AS DECIMAL(18, 2)) / 100`,
      Description: `prose("Id", 'desc{n}')`,
    },
  });

export const contact = ({ Account: accounts, Contact: rows, User: users }: Counts): SObject => {
  // Every tenth contact of an account that is there twice has the e-mail of the other one's: they share people.
  const at = `concat('@', regexp_replace(lower(company_of((i // 2) % ${accounts})), '[^a-z]', '', 'g'), '.example')`;
  return defineObject({
    name: 'Contact',
    keyPrefix: '003',
    rows,
    users,
    deletedOneIn: 60,
    fields: [
      reference('AccountId', 'Account', `sf_id('001', (i // 2) % ${accounts})`),
      text('FirstName', 40, `first_name(i)`, { compoundFieldName: 'Name' }),
      text('LastName', 80, `last_name(i)`, { compoundFieldName: 'Name', nillable: false }),
      text('Name', 121, `concat(first_name(i), ' ', last_name(i))`),
      text('Title', 128, pick('i', 'title', ['CEO', 'CFO', 'Head of "Data", EMEA', 'Buyer', null])),
      field('Email', 'email', `CASE WHEN one_in(i, 'nomail', 8) THEN NULL ELSE concat('c', i, ${at}) END`, { length: 80 }),
      field('Phone', 'phone', `concat('+', below(i, 'cc', 80) + 1, below(i, 'phone', 900000000) + 100000000)`, { length: 40 }),
      field('MobilePhone', 'phone', `CASE WHEN one_in(i, 'mobile', 2) THEN concat('+49 17', below(i, 'mob', 100000000)) END`, {
        length: 40,
      }),
      field(
        'EmailBouncedDate',
        'datetime',
        `CASE WHEN one_in(i, 'bounce', 25) THEN date_trunc('second', org_now() - to_seconds(below(i, 'bounced', 8640000))) END`,
      ),
      reference('OwnerId', 'User', `sf_id('005', below(i, 'owner', ${users}))`, { nillable: false }),
      picklist('CurrencyIsoCode', `currency_of((i // 2) % ${accounts})`),
    ],
    updates: { Title: `concat('Title ', {n})`, MobilePhone: `concat('+49 17', below("Id", 'mob{n}', 100000000))` },
  });
};
