import { type Config, SchemaMismatch, fingerprint, UnknownTable, UsageError } from '@audit/contract';
import type { TablesToLink, TableToLink } from '@audit/medallion';
import { type Lake, type Manifest, tableScan } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { findTable } from '../../table-lookup.ts';
import { linkingSettingsOf } from './linking-settings.ts';

const tableToLink = (lake: Lake, manifest: Manifest, named: string): TableToLink => {
  const { name, table, state } = findTable(manifest, named);
  if (state.fingerprint !== fingerprint(table))
    throw new SchemaMismatch('this version', name, ['it was written by another version of audit, with other columns']);
  return { name, table, sql: tableScan(lake, table, state) };
};

/** The tables of a lake that the settings of the linking name. Contacts may be missing. @throws UsageError without accounts */
export const tablesToLink = (
  context: CommandContext,
  config: Config,
  flags: Parameters<typeof linkingSettingsOf>[2],
  { lake, manifest, clock }: { readonly lake: Lake; readonly manifest: Manifest; readonly clock: string },
): TablesToLink => {
  const { settings, manual } = linkingSettingsOf(context, config, flags, clock);
  const found = (named: string): TableToLink | undefined => {
    try {
      return tableToLink(lake, manifest, named);
    } catch (error) {
      if (error instanceof UnknownTable) return undefined;
      throw error;
    }
  };
  const accounts = found(settings.accounts.table);
  if (accounts === undefined)
    throw new UsageError(
      `the lake has no table ${settings.accounts.table}`,
      'make it with "audit transform", name another one in the settings of the linking, or name files with --accounts',
    );
  return { accounts, contacts: found(settings.contacts.table), settings, manual };
};
