import { Assertion } from '@audit/contract';

const purchase = /^ *(\d{5}) +\d{4} +(\d{4})(\d{2})(\d{2}) +(\d+) +(\d+\.\d+)\s*$/;

/**
 * The CDNOW sample as transaction lines in CSV: an order is a customer's day, its lines are that day's purchases;
 * no cost is known, so margins stay empty.
 *
 * @param text lines of customer id, sample id, YYYYMMDD, CDs, dollars
 */
export const cdnowTransactions = (text: string): string => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const rows = lines.map((line, index) => {
    const [, customer, year, month, day, quantity, dollars] = purchase.exec(line) ?? [];
    if (customer === undefined) throw new Assertion(`CDNOW_sample.txt, line ${index + 1}, is not a purchase`, { line });
    return `${customer}-${year}${month}${day},${customer},${year}-${month}-${day},${quantity},${dollars}`;
  });
  return `${['order_id,customer_id,order_ts,quantity,line_total', ...rows].join('\n')}\n`;
};
