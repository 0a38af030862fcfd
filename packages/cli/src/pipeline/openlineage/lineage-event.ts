import { nameUuid, sqlType, type Table } from '@audit/contract';

/** Version of the specification that events follow. */
const spec = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent';
/** What makes the events; it need not be an address that answers. */
const producer = 'https://openlineage.io/producers/audit';
/** Runs of ours have names; the specification wants UUIDs. */
const runNamespace = '6f0e5f0a-3c0b-5d57-9d38-2f2a6b7f1c11';

/** A facet says who made it and by which schema. */
interface Facet {
  readonly _producer: string;
  readonly _schemaURL: string;
}

/** An event of OpenLineage 2-0-2. */
export interface LineageEvent {
  readonly eventType: 'START' | 'COMPLETE' | 'FAIL';
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly run: { readonly runId: string; readonly facets: Readonly<Record<string, Facet>> };
  readonly job: { readonly namespace: string; readonly name: string; readonly facets: Readonly<Record<string, Facet>> };
  readonly inputs: readonly LineageDataset[];
  readonly outputs: readonly LineageDataset[];
}

/** A table, or what is outside of the lake. */
export interface LineageDataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets?: Readonly<Record<string, Facet>>;
  readonly outputFacets?: Readonly<Record<string, Facet>>;
}

const facet = <T extends object>(name: string, content: T): T & Facet => ({
  _producer: producer,
  _schemaURL: `https://openlineage.io/spec/facets/1-0-1/${name}.json#/$defs/${name}`,
  ...content,
});

/** A run, or a step of one. */
export interface EventOf {
  readonly namespace: string;
  readonly pipeline: string;
  readonly runId: string;
  /** undefined for the run as a whole. */
  readonly step: string | undefined;
  readonly asOf: string;
  /** ISO time. */
  readonly at: string;
  readonly error?: string | undefined;
}

const uuid = (runId: string, step: string | undefined): string => nameUuid(runNamespace, step === undefined ? runId : `${runId}/${step}`);

/** An event of a run or a step. */
export const lineageEvent = (
  eventType: LineageEvent['eventType'],
  { namespace, pipeline, runId, step, asOf, at, error }: EventOf,
  inputs: readonly LineageDataset[] = [],
  outputs: readonly LineageDataset[] = [],
): LineageEvent => {
  const parent = facet('ParentRunFacet', { run: { runId: uuid(runId, undefined) }, job: { namespace, name: pipeline } });
  const run = {
    nominalTime: facet('NominalTimeRunFacet', { nominalStartTime: `${asOf}T00:00:00Z` }),
    ...(step === undefined ? {} : { parent }),
    ...(error === undefined ? {} : { errorMessage: facet('ErrorMessageRunFacet', { message: error, programmingLanguage: 'TypeScript' }) }),
  };
  const jobType = facet('JobTypeJobFacet', {
    processingType: 'BATCH',
    integration: 'AUDIT',
    jobType: step === undefined ? 'PIPELINE' : 'STEP',
  });
  return {
    eventType,
    eventTime: at,
    producer,
    schemaURL: spec,
    run: { runId: uuid(runId, step), facets: run },
    job: { namespace, name: step === undefined ? pipeline : `${pipeline}.${step}`, facets: { jobType } },
    inputs,
    outputs,
  };
};

/** A column and the columns it is computed from, as `table.column`. */
export type ColumnSources = Readonly<Record<string, readonly string[]>>;

/** What is told of a table that was written. */
export interface Written {
  readonly table: Table;
  readonly rows: number;
  readonly bytes: number;
  readonly columns: ColumnSources;
}

const schemaOf = ({ columns }: Table) =>
  facet('SchemaDatasetFacet', {
    fields: Object.entries(columns).map(([name, { type, description }]) => ({ name, type: sqlType(type, 'duckdb'), description })),
  });

/** A table of the lake as a dataset. @param namespace of the lake, `file:///data` */
export const tableDataset = (namespace: string, table: Table): LineageDataset => ({
  namespace,
  name: `${table.layer}_${table.name}`,
  facets: { schema: schemaOf(table) },
});

/** A table of the lake that was written. */
export const writtenDataset = (namespace: string, { table, rows, bytes, columns }: Written): LineageDataset => {
  const fields = Object.entries(columns).filter(([, from]) => from.length > 0);
  const inputFields = (from: readonly string[]) =>
    from.map((source) => ({ namespace, name: source.slice(0, source.indexOf('.')), field: source.slice(source.indexOf('.') + 1) }));
  const columnLineage = facet('ColumnLineageDatasetFacet', {
    fields: Object.fromEntries(fields.map(([column, from]) => [column, { inputFields: inputFields(from) }])),
  });
  const dataset = tableDataset(namespace, table);
  return {
    ...dataset,
    facets: { ...dataset.facets, ...(fields.length === 0 ? {} : { columnLineage }) },
    outputFacets: { outputStatistics: facet('OutputStatisticsOutputDatasetFacet', { rowCount: rows, size: bytes }) },
  };
};
