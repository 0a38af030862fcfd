import { int64, text, timestamp } from './column.ts';
import { defineTable } from './define-table.ts';

/** Refused rows: nothing received is lost, it is loaded or it stands here with its reason. */
export const quarantine = defineTable({
  name: 'quarantine',
  layer: 'ops',
  grain: ['source_id', 'source', 'record', 'run_id'],
  description: 'Records that were refused, with the reason and the text as received.',
  retention: '30 days',
  columns: {
    source_id: text({ description: 'File: first 16 hex digits of its SHA-256' }),
    source: text({ description: 'File as the user named it' }),
    record: int64({ description: 'Position of the record in its file, from 1; 0 for the file as a whole' }),
    line: int64({ description: 'Line on which the record starts, from 1', nullable: true }),
    byte_position: int64({ description: 'First byte of the record in the decompressed input, from 0', nullable: true }),
    column_name: text({ description: 'Column at fault', nullable: true }),
    code: text({ description: 'Reason code (docs/errors.md)' }),
    reason: text({ description: 'Reason in words' }),
    raw: text({
      description: 'The record as received, cut at 64 KiB; of a line refused together with others, the cleaned line as JSON',
      pii: 'direct',
      nullable: true,
    }),
    order_id: text({ description: 'Order of a line refused together with its order', nullable: true }),
    line_id: text({ description: 'Line within the order, likewise', nullable: true }),
    customer_id: text({ description: 'Customer of such a line', pii: 'quasi', nullable: true }),
    run_id: text({ description: 'Run that refused it' }),
    refused_at: timestamp({ description: 'Clock of that run', unit: 'us UTC' }),
  },
});

/** Files that were loaded; a file is its content. */
export const inputFiles = defineTable({
  name: 'input_files',
  layer: 'ops',
  grain: ['source_id', 'kind', 'run_id'],
  description: 'Files loaded into the lake, with the account of their rows.',
  columns: {
    source_id: text({ description: 'First 16 hex digits of the SHA-256' }),
    sha256: text({ description: 'SHA-256 of the bytes as given (compressed files: compressed)' }),
    path: text({ description: 'File as the user named it' }),
    kind: text({ description: 'What it feeds: transactions, customers, or a bronze table' }),
    format: text({ description: 'json, ndjson, csv, parquet or arrow' }),
    bytes: int64({ description: 'Size as given', unit: 'bytes' }),
    received: int64({ description: 'Records read' }),
    accepted: int64({ description: 'Records loaded' }),
    quarantined: int64({ description: 'Records refused' }),
    run_id: text({ description: 'Run that loaded it' }),
    loaded_at: timestamp({ description: 'Clock of that run', unit: 'us UTC' }),
  },
});
