import type { GoldRun } from '../inputs/sources.ts';
import { dayWords } from '../sql/day-words.ts';
import { contractEnd, isBilled, isOwed, isSigned } from '../sql/record-states.ts';

const cells = {
  number: 'VARCHAR',
  name: 'VARCHAR',
  subject: 'VARCHAR',
  detail: 'VARCHAR',
  status: 'VARCHAR',
  email: 'VARCHAR',
  phone: 'VARCHAR',
  begins_on: 'DATE',
  ends_on: 'DATE',
  amount: 'DECIMAL(18, 2)',
  open_amount: 'DECIMAL(18, 2)',
} as const;

/** A kind of record, as SQL over the rows `t` of an input, with the key of that; a cell it does not say is null. */
interface RecordKind {
  readonly kind: string;
  readonly from: string;
  readonly id: string;
  readonly isCurrent: string;
  readonly says: Readonly<Partial<Record<keyof typeof cells, string>>>;
}

const kinds = (run: GoldRun): readonly RecordKind[] => {
  const { today, until, dayOf } = dayWords(run);
  return [
    {
      kind: 'contact',
      from: 'in_contacts',
      id: 'contact_id',
      isCurrent: `COALESCE(t.email_bounced_date >= ${until}, TRUE)`,
      says: {
        name: `COALESCE(t.name, t.first_name || ' ' || t.last_name, t.last_name, t.first_name)`,
        detail: 't.title',
        email: 't.email',
        phone: 'COALESCE(t.phone, t.mobile_phone)',
        begins_on: dayOf('t.created_date'),
      },
    },
    {
      kind: 'opportunity',
      from: 'in_opportunities',
      id: 'opportunity_id',
      isCurrent: 'NOT COALESCE(t.is_closed, FALSE)',
      says: {
        subject: 't.name',
        detail: 't.type',
        status: 't.stage_name',
        begins_on: dayOf('t.created_date'),
        ends_on: 't.close_date',
        amount: 't.amount_base',
      },
    },
    {
      kind: 'contract',
      from: 'in_contracts',
      id: 'contract_id',
      isCurrent: `COALESCE(${isSigned('t.status')} AND COALESCE(t.start_date <= ${today}, TRUE) AND COALESCE(${contractEnd('t')} >= ${today}, TRUE), FALSE)`,
      says: {
        number: 't.contract_number',
        detail: `@text(t.contract_term) || ' months'`,
        status: 't.status',
        begins_on: 't.start_date',
        ends_on: contractEnd('t'),
      },
    },
    {
      kind: 'invoice',
      from: 'in_invoices',
      id: 'invoice_id',
      isCurrent: `COALESCE(${isBilled} AND COALESCE(t.paid_date > ${today}, TRUE) AND ${isOwed('t.balance')}, FALSE)`,
      says: {
        number: 't.invoice_number',
        status: 't.status',
        begins_on: 't.invoice_date',
        ends_on: 't.due_date',
        amount: 't.total_amount_base',
        open_amount: 't.balance_base',
      },
    },
    {
      kind: 'case',
      from: 'in_cases',
      id: 'case_id',
      isCurrent: `CASE WHEN t.closed_date IS NULL THEN NOT COALESCE(t.is_closed, FALSE) ELSE t.closed_date >= ${until} END`,
      says: {
        number: 't.case_number',
        subject: 't.subject',
        detail: 't.priority',
        status: 't.status',
        begins_on: dayOf('t.created_date'),
        ends_on: dayOf('t.closed_date'),
      },
    },
  ];
};

const kindSql = ({ kind, from, id, isCurrent, says }: RecordKind): string => {
  const told = Object.entries(cells).map(([name, type]) => `CAST(${says[name as keyof typeof cells] ?? 'NULL'} AS ${type}) AS ${name}`);
  return `SELECT t.master_id, t.account_id, '${kind}' AS kind, t.${id} AS record_id, ${told.join(', ')}, ${isCurrent} AS is_current FROM ${from} t`;
};

/** Model of the records of customers: the columns of `gold_customer_related_record` without those of its lineage. */
export const recordsSql = (run: GoldRun): string => kinds(run).map(kindSql).join('\nUNION ALL\n');

/** The same for one column; empty for one that is of no input. */
export const recordColumnSql = (run: GoldRun, column: string): string =>
  kinds(run)
    .flatMap(({ from, id, isCurrent, says }) => {
      const own: Readonly<Record<string, string | undefined>> = {
        ...says,
        is_current: isCurrent,
        record_id: `t.${id}`,
        account_id: 't.account_id',
      };
      return own[column] === undefined ? [] : [`SELECT ${own[column]} FROM ${from} t`];
    })
    .join(' UNION ALL ');
