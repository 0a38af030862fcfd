import type { Manifest } from '@audit/warehouse';
import { bronzeTableName } from '../../landing/bronze-table-name.ts';
import { chosen } from '../../landing/chosen.ts';
import type { PartitionOf } from '../../landing/partition-of.ts';
import type { ExtractRequest, PlannedTable, Source } from '../../landing/source.ts';
import { describeObject } from './describe-object.ts';
import { estimateSalesforce, extractSalesforce } from './extract-salesforce.ts';
import { type ExtractionSettings, usualSettings } from './extraction-settings.ts';
import type { SalesforceClient } from './salesforce-client.ts';

export interface SalesforceSourceOptions {
  /** The source closes it. */
  readonly client: SalesforceClient;
  /** Objects that are configured, in the spelling of the organisation. */
  readonly objects: readonly string[];
  readonly settings?: Partial<ExtractionSettings>;
  readonly partitionOf?: PartitionOf | undefined;
  /** Tells what is worth knowing of a run. */
  readonly warn: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** Objects of a Salesforce organisation as a source. */
export const salesforceSource = ({ client, objects, settings, partitionOf, warn }: SalesforceSourceOptions): Source => {
  const named = objects.map((object) => ({ object, table: bronzeTableName(object) }));
  const asked = (words: readonly string[]): readonly string[] => chosen('salesforce', named, words).map(({ object }) => object);
  const base64 = settings?.base64 ?? usualSettings.base64;
  return {
    name: 'salesforce',
    goesOn: true,
    describe: async (words) => {
      const described = [];
      for (const object of asked(words)) {
        const { columns } = await describeObject(client, object, base64);
        described.push({ object, table: bronzeTableName(object), columns });
      }
      return described;
    },
    plan: async (request, parent) => {
      const given = { objects: asked(request.tables), watermarks: watermarksOf(request, parent), since: request.since, settings };
      return (await estimateSalesforce(client, given)).map(({ since, api, ...estimate }): PlannedTable => ({
        ...estimate,
        source: 'salesforce',
        since,
        mode: since === null ? 'full' : 'incremental',
        why: `over ${api === 'bulk2' ? 'Bulk' : 'REST'}${since === null ? ', for it has no cursor, or all was asked for' : ''}`,
        bytes: null,
      }));
    },
    extract: async (request, place) => {
      const { lake, folder, parent } = place;
      const tables = await extractSalesforce(client, place.engine, {
        objects: asked(request.tables),
        folder: folder.path,
        clock: place.at,
        runId: place.runId,
        settings,
        watermarks: watermarksOf(request, parent),
        since: request.since,
        reconcile: request.reconcile,
        partitionOf,
        bronzeFiles: (table) => (parent.tables[`bronze_${table}`]?.base ?? []).map((file) => lake.path(file)),
        onProgress: ({ object, rows, expected, quota }) =>
          place.onRows({ table: bronzeTableName(object), rows, total: expected, ...(quota === undefined ? {} : { quota }) }),
      });
      const untold = tables.filter(({ deletionsUnknown }) => deletionsUnknown).map(({ object }) => object);
      if (untold.length > 0)
        warn('the source does not tell which records of these are deleted for good: use --reconcile now and then', { objects: untold });
      return { tables };
    },
    [Symbol.asyncDispose]: () => {
      client[Symbol.dispose]();
      return Promise.resolve();
    },
  };
};

/** None where everything was asked for. */
const watermarksOf = ({ full }: ExtractRequest, { watermarks }: Manifest): Readonly<Record<string, unknown>> => (full ? {} : watermarks);
