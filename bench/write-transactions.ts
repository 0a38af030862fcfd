import { closeSync, openSync, writeSync } from 'node:fs';
import type { Line } from './transactions.ts';

export type TextFormat = 'json' | 'ndjson' | 'csv';

const cents = (value: number): string => String(value / 100);
const json = (line: Line): string =>
  `{"order_id":"${line.orderId}","customer_id":"${line.customerId}","event_ts":"${line.eventTs}","product_id":"${line.productId}",` +
  `"quantity":${line.quantity},"unit_price":${cents(line.price)},"unit_cost":${cents(line.cost)}}`;
const csv = (line: Line): string =>
  `${line.orderId},${line.customerId},${line.eventTs},${line.productId},${line.quantity},${cents(line.price)},${cents(line.cost)}`;

const layouts: Readonly<Record<TextFormat, { head: string; between: string; tail: string; text: (line: Line) => string }>> = {
  json: { head: '[\n', between: ',\n', tail: '\n]\n', text: json },
  ndjson: { head: '', between: '\n', tail: '\n', text: json },
  csv: { head: 'order_id,customer_id,event_ts,product_id,quantity,unit_price,unit_cost\n', between: '\n', tail: '\n', text: csv },
};

/** Writes lines to a file, a mebibyte at a time. */
export const writeTransactions = (path: string, lines: Iterable<Line>, format: TextFormat): void => {
  const { head, between, tail, text } = layouts[format];
  const file = openSync(path, 'w');
  let pending = head;
  let first = true;
  for (const line of lines) {
    pending += first ? text(line) : between + text(line);
    first = false;
    if (pending.length > 1 << 20) {
      writeSync(file, pending);
      pending = '';
    }
  }
  writeSync(file, pending + tail);
  closeSync(file);
};
