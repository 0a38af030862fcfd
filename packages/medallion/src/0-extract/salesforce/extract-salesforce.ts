import { join } from 'node:path';
import type { Micros } from '@audit/contract';
import type { Engine } from '@audit/warehouse';
import { objectKey } from '../../landing/object-key.ts';
import type { PartitionOf } from '../../landing/partition-of.ts';
import type { PageEntry, SalesforceApi } from './checkpoint.ts';
import { extractTable, type LandedObject } from './extract-table.ts';
import { type ExtractionSettings, usualSettings } from './extraction-settings.ts';
import { planTable } from './plan-table.ts';
import type { SalesforceClient } from './salesforce-client.ts';
import { cursorOf } from './table-cursor.ts';
import { bronzeTableName } from '../../landing/bronze-table-name.ts';

export interface ExtractOptions {
  /** Objects in the source's spelling: `Account`, `Usage__c`. */
  readonly objects: readonly string[];
  /** A private folder of the run that stays when it is killed; a run that finds another’s work in it goes on from there. */
  readonly folder: string;
  /** The clock of the run. */
  readonly clock: Micros;
  readonly runId: string;
  readonly settings?: Partial<ExtractionSettings> | undefined;
  /** What changed from here on, whatever the cursors say; they stay where they would pass something by. */
  readonly since?: Micros | undefined;
  /** What the manifest keeps of a source’s table, by `salesforce.<Object>`. */
  readonly watermarks: Readonly<Record<string, unknown>>;
  /** Absolute paths of the files of a bronze table. */
  readonly bronzeFiles: (table: string) => readonly string[];
  /** Compare bronze with all Ids of the source. */
  readonly reconcile?: boolean;
  /** How large loads are written apart. */
  readonly partitionOf?: PartitionOf | undefined;
  readonly onProgress?: (progress: ExtractionProgress) => void;
}

/** How far a run has come. */
export interface ExtractionProgress {
  readonly object: string;
  /** Rows of the table so far, those of an earlier attempt not among them. */
  readonly rows: number;
  /** As the server counted them; a run with a sweep reads more. */
  readonly expected: number;
  /** API requests of the day, used and allowed. */
  readonly quota: { readonly used: number; readonly limit: number } | undefined;
}

/**
 * Extracts tables of Salesforce, one after the other, into Parquet files in the folder: all that is new since the last run, nothing
 * twice, counted against what the server promised. Nothing is published here.
 *
 * @param engine may read and write the folder, and read bronze
 * @throws SourceIncomplete, SourceQuota, SourceUnavailable, SourceRefused, SourceAuthentication, Interrupted; what came is kept in the folder
 */
export const extractSalesforce = async (
  client: SalesforceClient,
  engine: Engine,
  options: ExtractOptions,
): Promise<readonly LandedObject[]> => {
  const { orgId } = await client.session();
  const settings = { ...usualSettings, ...options.settings };
  const landed: LandedObject[] = [];
  for (const object of options.objects) {
    const progress = progressOf(client, object, options.onProgress);
    landed.push(
      await extractTable({
        client,
        engine,
        object,
        settings,
        lineage: { extractedAt: options.clock, runId: options.runId, orgId },
        folder: join(options.folder, `salesforce-${bronzeTableName(object)}`),
        watermark: options.watermarks[objectKey({ source: 'salesforce', object })],
        bronze: options.bronzeFiles(bronzeTableName(object)),
        reconcile: options.reconcile ?? false,
        since: options.since,
        partitionOf: options.partitionOf,
        ...progress,
      }),
    );
  }
  return landed;
};

const progressOf = (client: SalesforceClient, object: string, tell: ((progress: ExtractionProgress) => void) | undefined) => {
  let [rows, expected] = [0, 0];
  const report = (): void => tell?.({ object, rows, expected, quota: client.quota });
  return {
    onPlan: (plan: { readonly rows: number }): void => {
      expected = plan.rows;
      report();
    },
    onPage: (page: PageEntry): void => {
      rows += page.rows;
      report();
    },
  };
};

/** What a run would do with a table. */
export interface TableEstimate {
  readonly table: string;
  readonly object: string;
  readonly api: SalesforceApi;
  readonly since: string | null;
  readonly rows: number;
  /** Requests the rows would take, polls of jobs estimated. */
  readonly apiCalls: number;
}

const pollsOfAJob = 5;

/** Plans without reading a row: describes and counts, two requests a table. */
export const estimateSalesforce = async (
  client: SalesforceClient,
  { objects, watermarks, settings: given, since: from }: Pick<ExtractOptions, 'objects' | 'watermarks' | 'settings' | 'since'>,
): Promise<readonly TableEstimate[]> => {
  const settings = { ...usualSettings, ...given };
  const planned: TableEstimate[] = [];
  for (const object of objects) {
    const { rows, api, since, chunks } = await planTable(
      client,
      object,
      { cursor: cursorOf(watermarks[objectKey({ source: 'salesforce', object })]), since: from },
      settings,
    );
    const jobs = Math.max(1, Math.ceil(rows / settings.sliceRows));
    const reads =
      api === 'bulk2'
        ? jobs * (1 + pollsOfAJob) + Math.ceil(rows / settings.pageRows)
        : chunks.length * Math.max(1, Math.ceil(rows / settings.restPageRows));
    planned.push({ table: bronzeTableName(object), object, api, since, rows, apiCalls: 2 + reads });
  }
  return planned;
};
