import { decimal, int32, int64, text, timestamp } from './column.ts';
import { defineTable } from './define-table.ts';

/** What each extraction gave and cost; a run that found nothing new leaves no row. */
export const extractionMetrics = defineTable({
  name: 'extraction_metrics',
  layer: 'ops',
  grain: ['run_id', 'source', 'object'],
  cluster: ['extracted_at'],
  description: 'Extractions of objects of sources, with the account of their rows: received = landed + duplicates + quarantined.',
  columns: {
    run_id: text({ description: 'Run that extracted' }),
    source: text({ description: 'Source: salesforce, opdb, files' }),
    object: text({ description: 'Table of the source, as it calls it' }),
    table_name: text({ description: 'Bronze table, without its layer' }),
    api: text({ description: 'How it was fetched: rest, bulk2, copy, file' }),
    received: int64({ description: 'Rows the source sent' }),
    landed: int64({ description: 'Rows that came to bronze' }),
    deleted: int64({ description: 'Those of them that say that their record is gone' }),
    duplicates: int64({ description: 'Rows left out since bronze has that version of their record' }),
    quarantined: int64({ description: 'Rows refused' }),
    bytes: int64({ description: 'Size as the source sent it', unit: 'bytes' }),
    api_calls: int64({ description: 'Requests, repeated ones included' }),
    retries: int64({ description: 'Repeated requests' }),
    seconds: decimal(12, 3)({ description: 'Time it took', unit: 's' }),
    freshness: timestamp({ description: 'Newest change among the landed rows', unit: 'us UTC', nullable: true }),
    extracted_at: timestamp({ description: 'Clock of the run', unit: 'us UTC' }),
  },
});

/** The schemas sources had: a new version each time one differs from the last that was seen. */
export const sourceSchemas = defineTable({
  name: 'source_schemas',
  layer: 'ops',
  grain: ['source', 'object', 'schema_version'],
  description: 'Versions of the schemas of sources, as they describe their objects.',
  columns: {
    source: text({ description: 'Source: salesforce, opdb, files' }),
    object: text({ description: 'Table of the source, as it calls it' }),
    schema_version: int32({ description: 'Number of the version, from 1' }),
    table_name: text({ description: 'Bronze table, without its layer' }),
    schema_hash: text({ description: 'As in _schema_hash of the rows: two versions may have the same, when a source takes a change back' }),
    columns_json: text({ description: 'Columns in the order of the source: JSON list of objects with name, type, nullable, …' }),
    first_seen_at: timestamp({ description: 'Clock of the run that saw it first', unit: 'us UTC' }),
    run_id: text({ description: 'That run' }),
  },
});
