/** Why a record, or a whole file, is refused; the text stands in `ops_quarantine.reason` and in messages. */
export interface Reason {
  /** What is refused: one record, a file from some byte on, or a set of records that contradict each other. */
  readonly scope: 'record' | 'file' | 'set';
  readonly meaning: string;
  readonly remedy: string;
}

/** Reasons by code. In fail mode any of them is exit 3 with nothing written; in quarantine mode the record is kept aside and the exit is 4. */
export const reasons = {
  MISSING_FIELD: {
    scope: 'record',
    meaning: 'A required column is absent or null.',
    remedy: 'Give the column a value; the data dictionary names what is required.',
  },
  BLANK_ID: {
    scope: 'record',
    meaning: 'An id is empty or only white space.',
    remedy: 'Give the id; a record without one cannot be attributed.',
  },
  ID_TOO_LONG: {
    scope: 'record',
    meaning: 'A customer id is longer than 50 characters.',
    remedy: 'Check the source for two fields in one; ids have at most 50 characters.',
  },
  BAD_TEXT: {
    scope: 'record',
    meaning: 'An object or a list stands where text or a number is expected.',
    remedy: 'Write the value as text or as a number.',
  },
  BAD_TIMESTAMP: {
    scope: 'record',
    meaning: 'A time is not ISO 8601, or lies outside the years that make sense.',
    remedy: 'Write it as 2024-01-31T10:00:00Z, or with an offset, or without one and set --input-tz.',
  },
  FUTURE_TIMESTAMP: {
    scope: 'record',
    meaning: 'A time lies after the clock of the run. A warning, unless future_timestamp is "refuse".',
    remedy: 'Check the zone the source writes times in (--input-tz).',
  },
  BAD_NUMBER: {
    scope: 'record',
    meaning: 'A number is not plain decimal or exponent notation; booleans and thousands separators are not numbers.',
    remedy: 'Write it as 1234.56.',
  },
  NUMBER_OUT_OF_RANGE: {
    scope: 'record',
    meaning: 'A number has more digits than the column holds; it is refused, never rounded silently.',
    remedy: 'Check the value; amounts hold 20 digits before the point, quantities 12.',
  },
  NEGATIVE_QUANTITY: {
    scope: 'record',
    meaning: 'A quantity is below zero and returns are not expected.',
    remedy: 'If it is a return, run with --returns net.',
  },
  NEGATIVE_PRICE: {
    scope: 'record',
    meaning: 'A unit price is below zero.',
    remedy: 'Write returns as a negative quantity or total, not as a negative price.',
  },
  NEGATIVE_COST: {
    scope: 'record',
    meaning: 'A unit cost is below zero.',
    remedy: 'Correct the cost, or leave it out: the margin is then unknown, not wrong.',
  },
  NEGATIVE_TOTAL: {
    scope: 'record',
    meaning: 'A line total is below zero and returns are not expected.',
    remedy: 'If it is a return, run with --returns net.',
  },
  BAD_BOOLEAN: {
    scope: 'record',
    meaning: 'A flag is not true or false; the text "false" is not a boolean.',
    remedy: 'Write true or false without quotes.',
  },
  BAD_METADATA: {
    scope: 'record',
    meaning: 'Metadata is not an object of names and values.',
    remedy: 'Write it as {"name": value}, or leave it out.',
  },
  BAD_PROFILE: {
    scope: 'record',
    meaning: 'The profile of a correction is no object, names a column that is none, or holds a value that is no text.',
    remedy: 'Write it as {"firstname": "…", …} in the columns of the upstream view; a profile is given whole.',
  },
  PROFILE_OR_RETRACT: {
    scope: 'record',
    meaning: 'A correction gives both a profile and retract, or neither, or an end where it retracts.',
    remedy: 'Give a profile, with or without an end, or "retract": true; two corrections are two records.',
  },
  ENDS_BEFORE_START: {
    scope: 'record',
    meaning: 'An interval ends before it starts.',
    remedy: 'Give an end that is the last instant of the interval, or none.',
  },
  UNKNOWN_CUSTOMER: {
    scope: 'record',
    meaning: 'Something is to be taken back of a customer nothing was ever said of.',
    remedy: 'Check the customer id; leading zeros and case count.',
  },
  NOTHING_TO_RETRACT: {
    scope: 'record',
    meaning: 'Nothing is said of the customer at exactly that instant, or it was taken back before.',
    remedy: 'Take the instant from `audit profile explain`; it counts to the microsecond.',
  },
  TEXT_TOO_LONG: {
    scope: 'record',
    meaning: 'A text is longer than its column takes: 50 characters of a channel, 1,000 of a contact.',
    remedy: 'Check the source for several values in one field; nothing is cut silently.',
  },
  NOT_IN_LIST: {
    scope: 'record',
    meaning: 'A value is none of those its column may have, or its code table does not know it.',
    remedy: 'Correct it at the source, or add it to the mapping.',
  },
  OUT_OF_RANGE: {
    scope: 'record',
    meaning: 'A value lies outside the range its column may have.',
    remedy: 'Correct it at the source, or widen the range of the mapping.',
  },
  BAD_LENGTH: {
    scope: 'record',
    meaning: 'A text is shorter or longer than its column may be.',
    remedy: 'Check the source for several values in one field, or widen the length of the mapping; nothing is cut silently.',
  },
  BAD_PATTERN: {
    scope: 'record',
    meaning: 'A text does not have the form its column must have.',
    remedy: 'Correct it at the source, or the pattern of the mapping.',
  },
  BAD_REFERENCE: {
    scope: 'record',
    meaning: 'A record names another one that is not in silver.',
    remedy: 'Extract the other table too, or look for it in quarantine; it is judged again when that one comes.',
  },
  BAD_COUNTRY: {
    scope: 'record',
    meaning: 'A text is no code or name of a country.',
    remedy: 'Correct it at the source, or map the spelling to a code of ISO 3166-1.',
  },
  BAD_EMAIL: {
    scope: 'record',
    meaning: 'A text is no e-mail address.',
    remedy: 'Correct it at the source.',
  },
  BAD_PHONE: {
    scope: 'record',
    meaning: 'A text is no telephone number of 7 to 15 digits.',
    remedy: 'Correct it at the source; several numbers belong in several fields.',
  },
  BAD_URL: {
    scope: 'record',
    meaning: 'A text is no address of a web site.',
    remedy: 'Correct it at the source.',
  },
  UNACCOUNTED: {
    scope: 'record',
    meaning: 'A row was neither taken nor refused: a defect of ours, which ends the run.',
    remedy: 'Report it with the log.',
  },
  ORDER_CUSTOMER_CONFLICT: {
    scope: 'set',
    meaning: 'The lines of one order name different customers; all lines of the order are refused.',
    remedy: 'Correct the customer at the source; both are named.',
  },
  DUPLICATE_LINE: {
    scope: 'set',
    meaning: 'The same order and line id came more than once; all of them are refused, since nothing tells which is right.',
    remedy: 'Deliver each line once.',
  },
  MIXED_CURRENCY: {
    scope: 'set',
    meaning: 'More than one currency in a run, counting what the lake already holds. Exit 3 in both modes.',
    remedy: 'Load one currency per lake, or convert before loading.',
  },
  BAD_CURRENCY: {
    scope: 'record',
    meaning: 'A code of a currency is not three capital letters, or both currencies of a rate are the same.',
    remedy: 'Write codes of ISO 4217, such as EUR.',
  },
  BAD_DATE: {
    scope: 'record',
    meaning: 'A date is none, or an interval of dates ends before it begins.',
    remedy: 'Write dates as 2024-01-31.',
  },
  DUPLICATE_RATE: {
    scope: 'set',
    meaning: 'A source gives a rate twice for the same currencies and day.',
    remedy: 'Give each once.',
  },
  DUPLICATE_ACCOUNT: {
    scope: 'set',
    meaning: 'An account id came more than once; nothing tells which of them is the account.',
    remedy: 'Deliver each account once.',
  },
  CURRENCY_MISSING: {
    scope: 'record',
    meaning: 'An amount has no currency: none stands in the row or in its parent, none is declared, and country and region name none.',
    remedy: 'Declare the currency of the table or source; a default is used only where the configuration allows it.',
  },
  CURRENCY_UNKNOWN: {
    scope: 'record',
    meaning: 'The code of a currency is none that money has.',
    remedy: 'Correct it at the source; nothing is guessed.',
  },
  CURRENCY_AMBIGUOUS: {
    scope: 'record',
    meaning: 'A currency is given as a symbol that several have ($, kr, ¥, £), and the country does not tell which.',
    remedy: 'Give the code, such as USD, or the country.',
  },
  RATE_DATE_MISSING: {
    scope: 'record',
    meaning: 'An amount in another currency has no date to convert it at; the day of the run is never taken.',
    remedy: 'Give the date the table converts at.',
  },
  RATE_MISSING: {
    scope: 'record',
    meaning: 'No source of exchange rates in the lake leads from the currency of an amount to the base currency.',
    remedy: 'Import one that does: `audit fx import`.',
  },
  RATE_STALE: {
    scope: 'record',
    meaning: 'The last exchange rate before the date of an amount is too old for it, or there is none before.',
    remedy: 'Import newer rates, or a table of your own for that time.',
  },
  NOT_ZIP: {
    scope: 'file',
    meaning: 'The file is not a whole ZIP archive of one file, or its checksum is wrong.',
    remedy: 'Get the file again.',
  },
  NOT_RATES: {
    scope: 'file',
    meaning: 'The file is no table of exchange rates of the kind it is said to be.',
    remedy: 'Name its kind with --source; `audit help fx import` tells the columns.',
  },
  NOT_JSON: {
    scope: 'file',
    meaning: 'The text is not JSON, or a record is not an object. In NDJSON only the line is refused.',
    remedy: 'Correct the text at that byte: strings need double quotes, lists no trailing comma.',
  },
  TRUNCATED: {
    scope: 'file',
    meaning: 'The input ends in the middle of a record, or of its compression.',
    remedy: 'Get the file again, whole.',
  },
  TOO_DEEP: {
    scope: 'record',
    meaning: 'A record is nested more than 64 levels.',
    remedy: 'Flatten the record.',
  },
  RECORD_TOO_LARGE: {
    scope: 'record',
    meaning: 'A record is larger than 1 MiB.',
    remedy: 'Look for a missing quote or bracket, or leave out the large value.',
  },
  DUPLICATE_KEY: {
    scope: 'record',
    meaning: 'An object has the same key twice; nothing tells which value is meant.',
    remedy: 'Write each key once.',
  },
  NOT_UTF8: {
    scope: 'record',
    meaning: 'The bytes are not UTF-8, or an escape is half of a surrogate pair.',
    remedy: 'Convert the file to UTF-8.',
  },
  NON_FINITE: {
    scope: 'record',
    meaning: 'A number is NaN or infinite.',
    remedy: 'Leave the value out or write null.',
  },
  NOT_A_LIST: {
    scope: 'file',
    meaning: 'A .json input is not a list of records.',
    remedy: 'Wrap the records in [ ], or say --input-format ndjson if there is one on each line.',
  },
  EMPTY_INPUT: {
    scope: 'file',
    meaning: 'The input has no bytes. (An empty list is fine.)',
    remedy: 'Check the export that wrote it.',
  },
  EXPANDS_TOO_FAR: {
    scope: 'file',
    meaning: 'A compressed input grows by more than 200 times, or an input is larger than --max-input.',
    remedy: 'Check the file; if it is meant to be that large, raise --max-input, or decompress it first.',
  },
  RAGGED_ROW: {
    scope: 'record',
    meaning: 'A CSV row has more or fewer cells than the header.',
    remedy: 'Quote cells that hold the delimiter or a line break.',
  },
  BAD_QUOTES: {
    scope: 'record',
    meaning: 'Text follows the closing quote of a CSV cell.',
    remedy: 'Double the quotes inside a quoted cell ("" for one).',
  },
  BAD_COMPRESSION: {
    scope: 'file',
    meaning: 'The gzip or zstd data is damaged.',
    remedy: 'Get the file again; its checksum shows whether the copy is whole.',
  },
  BAD_HEADER: {
    scope: 'file',
    meaning: 'The header of a CSV file is missing, or names a column twice.',
    remedy: 'Write one header row with distinct names.',
  },
  NOT_PARQUET: {
    scope: 'file',
    meaning: 'The file is not readable Parquet.',
    remedy: 'Get the file again, or say --input-format.',
  },
  NOT_ARROW: {
    scope: 'file',
    meaning: 'The file is not a readable Arrow IPC file or stream.',
    remedy: 'Get the file again, or say --input-format.',
  },
} as const satisfies Readonly<Record<string, Reason>>;

export type ReasonCode = keyof typeof reasons;

/** What to do about a reason, as part of a sentence: without its capital and its full stop. */
export const remedyOf = (code: ReasonCode): string => {
  const { remedy } = reasons[code];
  return `${remedy.charAt(0).toLowerCase()}${remedy.slice(1, -1)}`;
};
