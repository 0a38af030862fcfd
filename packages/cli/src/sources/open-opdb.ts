import { postgresSource } from '@audit/medallion';
import { openOperationalDatabase } from '../operational-database.ts';
import type { Opener } from './source-order.ts';

/** Tables and views of the operational database. */
export const opdb: Opener = {
  isConfigured: (config) => config['opdb.tables'].value.length > 0,
  remedy: 'name its tables in opdb.tables of audit.config.json',
  directories: async () => [],
  open: async ({ context, config, engine, partitionOf }) =>
    postgresSource({
      connection: await openOperationalDatabase(context),
      engine,
      tables: config['opdb.tables'].value,
      partitionOf,
    }),
};
