import { relatedRecords } from '@audit/contract';
import { z } from 'zod';
import { listName } from '../http/cursor.ts';
import { endpoint } from '../http/endpoint.ts';
import { columnMembers, objectSql } from '../snapshot/json-sql.ts';
import { day, optionalNumber, optionalText, pageOf } from './answer-fields.ts';
import { afterPlace, type Keyset, keysetOrder, pageJson, placeIn, Values } from './keyset.ts';
import { ofKnownCustomer } from './of-customer.ts';
import { cursor, customerParams, limit, wordList } from './request-fields.ts';

const personal = '*** for those who may not see personal data';

const record = z.strictObject({
  id: z.string(),
  kind: z.string().describe('contact, opportunity, contract, invoice or case'),
  account_id: z.string(),
  number: optionalText,
  name: optionalText.describe(`Of a contact; ${personal}`),
  subject: optionalText.describe(`Of an opportunity or a case; ${personal}`),
  detail: optionalText.describe('Title of a contact, type of an opportunity, term of a contract, priority of a case'),
  status: optionalText,
  email: optionalText.describe(personal),
  phone: optionalText.describe(personal),
  begins_on: day.nullable(),
  ends_on: day.nullable(),
  amount: optionalNumber,
  open_amount: optionalNumber.describe('What is left to be paid of an invoice'),
  is_current: z.boolean().describe('Can be reached, is open, in force, or to be paid'),
});

const shown = [
  'kind',
  'account_id',
  'number',
  'name',
  'subject',
  'detail',
  'status',
  'email',
  'phone',
  'begins_on',
  'ends_on',
  'amount',
  'open_amount',
  'is_current',
];

const keyset: Keyset = {
  key: `concat(CASE WHEN r.is_current THEN 1 ELSE 0 END, ' ', r.begins_on)`,
  id: `concat(r.kind, ' ', r.record_id)`,
  descending: true,
  keyed: 'text',
};
const path = '/api/customer/:id/records';

/** `GET /api/customer/:id/records` */
export const listRecords = endpoint({
  path,
  name: 'listRecords',
  summary: 'Contacts, opportunities, contracts, invoices and cases of a customer; current ones first, each the newest first',
  params: customerParams,
  query: z.strictObject({
    kinds: wordList.optional().describe('Kinds of records, such as contact,case; all by default'),
    limit,
    cursor,
  }),
  answer: pageOf(record),
  problems: ['NO_SUCH_CUSTOMER', 'BAD_CURSOR', 'CURSOR_OUTDATED'],
  personal: true,
  reply: ofKnownCustomer(path, async (asked) => {
    const { params, query, snapshot, access } = asked;
    const { kinds, limit: most } = query;
    const list = listName('records', params.id, kinds);
    const values = new Values();
    const own = [
      `r.master_id = ${values.add(params.id)}`,
      ...(kinds === undefined ? [] : [`r.kind IN (${kinds.map((kind) => values.add(kind)).join(', ')})`]),
      afterPlace(keyset, placeIn(asked, list), values),
    ];
    const item = objectSql([['id', 'r.record_id'], ...columnMembers('r', relatedRecords, shown, access.unmasked)]);
    const rows = await snapshot.rows(
      `SELECT ${item.json}, ${keyset.key}, ${keyset.id} FROM record r WHERE ${own.join(' AND ')} ${keysetOrder(keyset)} LIMIT ${most + 1}`,
      values.list,
    );
    return { body: pageJson(rows, most, snapshot.tag, list) };
  }),
});
