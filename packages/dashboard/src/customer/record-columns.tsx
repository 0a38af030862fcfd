import type { ReactNode } from 'react';
import type { RelatedRecord } from '../api/customer360.ts';
import { Badge } from '../components/badge.tsx';
import { classNames } from '../components/class-names.ts';
import type { Column } from '../components/table.tsx';
import type { Tone } from '../components/tone.ts';
import { dayText } from '../format/dates.ts';
import { moneyText } from '../format/numbers.ts';
import type { RecordKind } from './record-kinds.ts';

/** What cells need beside the record. */
export interface Seen {
  readonly currency: string;
  /** The day of the data. */
  readonly asOf: string;
}

type Columns = (seen: Seen) => readonly Column<RelatedRecord>[];

const nothing = <span className="text-muted">–</span>;
const words = (text: string | null): ReactNode => text ?? nothing;
const dayCell = (day: string | null): ReactNode => (day === null ? nothing : <span className="whitespace-nowrap">{dayText(day)}</span>);
const moneyCell = (amount: number | null, currency: string): ReactNode => (amount === null ? nothing : moneyText(amount, currency));

/** What a record is known by, else its id; on one line where it is a number. */
const title = (text: string | null, id: string, below: string | null = null, look = 'wrap-anywhere'): ReactNode => (
  <>
    {text === null ? (
      <code className="font-mono text-xs wrap-anywhere">{id}</code>
    ) : (
      <span className={classNames('font-medium', look)}>{text}</span>
    )}
    {below !== null && <span className="block text-xs text-muted">{below}</span>}
  </>
);

const masked = '***';

/** Leads to the program that writes or calls, where one may see whom. */
const reach = (scheme: 'mailto' | 'tel', text: string | null): ReactNode => {
  if (text === null) return nothing;
  if (text === masked) return <span className="text-muted">{masked}</span>;
  return (
    <a href={`${scheme}:${text}`} className="inline-block min-h-6 wrap-anywhere text-accent hover:underline">
      {text}
    </a>
  );
};

const state = (tone: Tone, text: string): ReactNode => <Badge tone={tone}>{text}</Badge>;

const invoiceState = ({ is_current, ends_on, status }: RelatedRecord, asOf: string): ReactNode => {
  if (!is_current) return words(status);
  if (ends_on !== null && ends_on < asOf) return state('bad', 'Overdue');
  return state('info', 'Open');
};

const priority = (detail: string | null): ReactNode =>
  detail === 'Critical' || detail === 'High' ? state(detail === 'Critical' ? 'bad' : 'warn', detail) : words(detail);

/** Columns of each kind: who or what it is, how it stands, and when. */
export const recordColumns: Readonly<Record<RecordKind, Columns>> = {
  contact: () => [
    { name: 'name', title: 'Contact', cell: ({ name, id, detail }) => title(name, id, detail) },
    {
      name: 'email',
      title: 'E-mail',
      cell: ({ email, is_current }) => (
        <>
          {reach('mailto', email)} {!is_current && state('warn', 'Comes back')}
        </>
      ),
    },
    { name: 'phone', title: 'Telephone', cell: ({ phone }) => reach('tel', phone) },
    { name: 'since', title: 'Since', from: 'md', cell: ({ begins_on }) => dayCell(begins_on) },
  ],
  contract: () => [
    { name: 'number', title: 'Contract', cell: ({ number, id, detail }) => title(number, id, detail, 'whitespace-nowrap') },
    { name: 'state', title: 'State', cell: ({ is_current, status }) => (is_current ? state('good', 'In force') : words(status)) },
    { name: 'from', title: 'From', from: 'md', cell: ({ begins_on }) => dayCell(begins_on) },
    { name: 'until', title: 'Last day', cell: ({ ends_on }) => dayCell(ends_on) },
  ],
  invoice: ({ currency, asOf }) => [
    { name: 'number', title: 'Invoice', cell: ({ number, id }) => title(number, id, null, 'whitespace-nowrap') },
    { name: 'state', title: 'State', cell: (invoice) => invoiceState(invoice, asOf) },
    { name: 'issued', title: 'Issued', from: 'md', cell: ({ begins_on }) => dayCell(begins_on) },
    { name: 'due', title: 'Due', from: 'md', cell: ({ ends_on }) => dayCell(ends_on) },
    { name: 'amount', title: 'Amount', isNumber: true, cell: ({ amount }) => moneyCell(amount, currency) },
    { name: 'open', title: 'Left to pay', isNumber: true, from: 'md', cell: ({ open_amount }) => moneyCell(open_amount, currency) },
  ],
  case: () => [
    { name: 'subject', title: 'Case', cell: ({ subject, number, id }) => title(subject, id, number) },
    { name: 'priority', title: 'Priority', cell: ({ detail }) => priority(detail) },
    { name: 'state', title: 'State', cell: ({ status, is_current }) => (is_current ? state('info', status ?? 'Open') : words(status)) },
    { name: 'opened', title: 'Opened', from: 'md', cell: ({ begins_on }) => dayCell(begins_on) },
    { name: 'closed', title: 'Closed', from: 'md', cell: ({ ends_on }) => dayCell(ends_on) },
  ],
  opportunity: ({ currency }) => [
    { name: 'subject', title: 'Opportunity', cell: ({ subject, id, detail }) => title(subject, id, detail) },
    { name: 'stage', title: 'Stage', cell: ({ status, is_current }) => (is_current ? state('info', status ?? 'Open') : words(status)) },
    { name: 'amount', title: 'Amount', isNumber: true, cell: ({ amount }) => moneyCell(amount, currency) },
    { name: 'created', title: 'Created', from: 'md', cell: ({ begins_on }) => dayCell(begins_on) },
    { name: 'closes', title: 'Closes', from: 'md', cell: ({ ends_on }) => dayCell(ends_on) },
  ],
};
