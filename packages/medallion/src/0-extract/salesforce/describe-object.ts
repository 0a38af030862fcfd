import { SourceRefused } from '@audit/contract';
import type { SourceColumn } from '../../1-bronze/landed-table.ts';
import { schemaHash } from '../../landing/schema-hash.ts';
import type { SalesforceClient } from './salesforce-client.ts';

/** What `/describe` says, as far as we use it. */
interface Describe {
  readonly name: string;
  readonly queryable: boolean;
  readonly replicateable?: boolean;
  readonly fields: readonly DescribedField[];
}

interface DescribedField {
  readonly name: string;
  readonly type: string;
  readonly nillable: boolean;
  readonly calculated?: boolean;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly referenceTo?: readonly string[];
}

/** An object of an organisation as its user sees it. */
export interface SalesforceObject {
  readonly name: string;
  /** Fields that are read, Id first. */
  readonly columns: readonly SourceColumn[];
  /** Fields that are not, and why. */
  readonly skipped: readonly { readonly name: string; readonly why: string }[];
  /** The field that tells when a record last changed; null where there is none. */
  readonly stamp: string | null;
  readonly hasIsDeleted: boolean;
  /** Whether `/deleted` answers for it. */
  readonly isReplicateable: boolean;
  /** Another hash is another schema. */
  readonly schemaHash: string;
}

// In this order: SystemModstamp alone moves with what the system itself changes.
const stamps = ['SystemModstamp', 'LastModifiedDate', 'CreatedDate'] as const;
/** Their parts are fields of their own. */
const compound: ReadonlySet<string> = new Set(['address', 'location']);

/**
 * The fields of an object that the user of the login may see.
 *
 * @param base64 whether fields of files are read too: over REST, as the path their content is at
 * @throws SourceRefused for an object that is not there or may not be queried
 */
export const describeObject = async (client: SalesforceClient, object: string, base64: boolean): Promise<SalesforceObject> => {
  const described = await client.json<Describe>(`describing ${object}`, `sobjects/${encodeURIComponent(object)}/describe`);
  if (!described.queryable)
    throw new SourceRefused(client.place, `reading ${object}`, 'it is not queryable', 'queryable', {
      stateName: 'describe',
      remedy: 'take it out of the list of tables',
    });
  const why = ({ type }: DescribedField): string | undefined =>
    compound.has(type) ? 'compound, its parts are read' : type === 'base64' && !base64 ? 'content of files is not asked for' : undefined;
  const read = described.fields.filter((field) => why(field) === undefined);
  const columns = read.map(columnOf).toSorted((a, b) => Number(b.name === 'Id') - Number(a.name === 'Id'));
  const has = (name: string): boolean => read.some((field) => field.name === name);
  return {
    name: described.name,
    columns,
    skipped: described.fields.flatMap((field) => {
      const reason = why(field);
      return reason === undefined ? [] : [{ name: field.name, why: reason }];
    }),
    stamp: stamps.find(has) ?? null,
    hasIsDeleted: has('IsDeleted'),
    isReplicateable: described.replicateable ?? false,
    schemaHash: schemaHash(columns),
  };
};

const columnOf = ({ name, type, nillable, calculated, length, precision, scale, referenceTo }: DescribedField): SourceColumn => ({
  name,
  type,
  nullable: nillable,
  ...(calculated === true ? { calculated } : {}),
  ...(length === undefined || length === 0 ? {} : { length }),
  ...(precision === undefined || precision === 0 ? {} : { precision, scale: scale ?? 0 }),
  ...(referenceTo === undefined || referenceTo.length === 0 ? {} : { referenceTo }),
});
