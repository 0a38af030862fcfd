export type InputFormat = 'json' | 'ndjson' | 'csv' | 'parquet' | 'arrow';

const byExtension: Readonly<Record<string, InputFormat>> = {
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  csv: 'csv',
  tsv: 'csv',
  parquet: 'parquet',
  arrow: 'arrow',
  arrows: 'arrow',
  feather: 'arrow',
  ipc: 'arrow',
};

/** The format a file's name tells, once `.gz` or `.zst` is taken off. */
export const formatByName = (label: string): InputFormat | undefined => {
  const name = label.toLowerCase().replace(/\.(gz|gzip|zst|zstd)$/, '');
  return byExtension[name.slice(name.lastIndexOf('.') + 1)];
};

/** The format the first (decompressed) bytes tell; CSV where they tell nothing. */
export const formatByBytes = (head: Uint8Array): InputFormat => {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4096)).toString('latin1');
  if (text.startsWith('PAR1')) return 'parquet';
  if (text.startsWith('ARROW1') || text.startsWith('\xff\xff\xff\xff')) return 'arrow';
  const first = text.replace(/^\xef\xbb\xbf/, '').trimStart()[0];
  if (first === '[') return 'json';
  return first === '{' ? 'ndjson' : 'csv';
};

/**
 * Whether the start of a `.json` file that begins with `{` is one object a line: its first line ends with `}` and another
 * object follows. A lone object, pretty-printed or not, is not.
 */
export const looksLikeLines = (head: Uint8Array): boolean => {
  const text = Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
  const newline = text.indexOf('\n');
  return newline > 0 && text.slice(0, newline).trimEnd().endsWith('}') && text.slice(newline).trimStart().startsWith('{');
};
