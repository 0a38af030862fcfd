import type { CustomerLine } from '../api/customer360.ts';
import type { Value } from '../format/value-text.ts';

/** A text a spreadsheet would take for a formula is marked as text. */
const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
type Cell = Value | undefined;

const cell = (value: Cell): string => {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? inert(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const columns: readonly (readonly [name: string, of: (line: CustomerLine) => Cell])[] = [
  ['id', ({ id }) => id],
  ['name', ({ name }) => name],
  ['country', ({ country }) => country],
  ['region', ({ region }) => region],
  ['industry', ({ industry }) => industry],
  ['segment', ({ segment }) => segment],
  ['owner', ({ owner }) => owner],
  ['churn_risk', ({ scores }) => scores['churn_risk']],
  ['churn_risk_band', ({ scores }) => scores['churn_risk_band']],
  ['health', ({ scores }) => scores['health']],
  ['health_band', ({ scores }) => scores['health_band']],
  ['mrr', ({ mrr }) => mrr],
  ['clv', ({ clv }) => clv],
  ['annual_revenue', ({ annual_revenue }) => annual_revenue],
  ['open_alerts', ({ open_alerts }) => open_alerts],
  ['worst_alert', ({ worst_alert }) => worst_alert],
  ['next_action', ({ next_action }) => next_action],
  ['as_of', ({ as_of }) => as_of],
];

const line = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`;

/** The first line of the file (RFC 4180). */
export const csvHeading = line(columns.map(([name]) => name));

/** Customers as lines of CSV; what is masked for whoever asks is `***` there too. */
export const csvLines = (customers: readonly CustomerLine[]): string =>
  customers.map((customer) => line(columns.map(([, of]) => of(customer)))).join('');
