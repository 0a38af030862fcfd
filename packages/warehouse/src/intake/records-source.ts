import { type InputSource, streamSource } from './input-source.ts';

/** Bytes of NDJSON made at a time. */
const CHUNK_CHARACTERS = 256 * 1024;

/**
 * Records of a program as an input in NDJSON (give `landFile` the format), so that they pass the same gate as a file: a Date is its ISO text, a
 * bigint a number of as many digits, `undefined` is absent; NaN, infinities and invalid dates are faults of their record,
 * never silently null.
 */
export const recordsSource = (records: Iterable<unknown> | AsyncIterable<unknown>, label = 'records'): InputSource =>
  streamSource(label, chunksOf(records));

async function* chunksOf(records: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  let lines = '';
  for await (const record of records) {
    lines += `${jsonText(record)}\n`;
    if (lines.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(lines, 'utf8');
    lines = '';
  }
  // An empty list of records is fine, an input of no bytes is not.
  yield Buffer.from(`${lines}\n`, 'utf8');
}

/** Far below what the stack holds, far above what the gate lets through. */
const DEPTH_LIMIT = 500;

const jsonText = (value: unknown, depth = 0): string => {
  if (depth > DEPTH_LIMIT) return '0';
  if (typeof value === 'bigint' || typeof value === 'number') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '"invalid date"' : JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (hasJson(value)) return jsonText(value.toJSON(), depth + 1);
  if (Array.isArray(value)) return `[${value.map((item) => jsonText(item, depth + 1)).join(',')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined && typeof item !== 'function');
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item, depth + 1)}`).join(',')}}`;
};

const hasJson = (value: object): value is { toJSON(): unknown } => 'toJSON' in value && typeof value.toJSON === 'function';
