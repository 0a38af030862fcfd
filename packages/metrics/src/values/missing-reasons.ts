/** Why a metric may have no value, in words; `missing:<metric>` says which input of a derived one has none. */
const missingReasons = {
  no_source: 'the lake has no table it could be computed of',
  no_history: 'nothing it could be computed of ever happened',
  insufficient_history: 'the customer’s history is shorter than what it is compared with',
  no_prior_revenue: 'the revenue it is compared with is zero or negative',
  amount_missing: 'an amount it is made of is missing, or could not be converted to the base currency',
  no_contract: 'there is no contract',
  evergreen: 'a contract in force has no end',
  expired_long_ago: 'the last contract ended before the grace',
  partial_window: 'usage does not cover the windows that are compared',
  new_usage: 'there was too little usage in the earlier window, and there is some now',
  no_usage: 'there was too little usage in the earlier window',
  none_closed: 'no opportunity was closed in the window',
  no_touch: 'nobody ever spoke with the customer',
  no_rows: 'there are no rows to compute it of',
  no_due_invoice: 'no invoice that counts was due in the window',
  no_cases: 'there was no case in the window',
  'insufficient data': 'too few of its parts are known',
  no_champion: 'nobody one was often enough in touch with is among the contacts',
  had_none: 'it had no value then',
  undefined: 'its formula gives no value: it divides by zero',
  out_of_range: 'it has more digits than its column',
} as const satisfies Readonly<Record<string, string>>;

/** A reason in words. */
export const reasonInWords = (reason: string): string => {
  // Of a formula: `days_overdue: no_source; payment_history: no_due_invoice`.
  if (reason.includes(': '))
    return reason
      .split('; ')
      .map((part) => part.split(': '))
      .map(([fact = '', why = '']) => `${fact} has no value (${reasonInWords(why)})`)
      .join('; ');
  if (reason.startsWith('missing:')) return `${reason.slice('missing:'.length)} has no value`;
  return (missingReasons as Readonly<Record<string, string | undefined>>)[reason] ?? reason;
};
