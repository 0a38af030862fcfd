import { quote } from '@audit/contract';
import { advance } from './organisation/advance.ts';
import { type Changed, type ChangeSpec, change } from './organisation/change.ts';
import type { Organisation } from './organisation/organisation.ts';
import { addField, changeField, type NewField, removeField } from './organisation/schema-change.ts';
import type { Field } from './organisation/sobject.ts';
import { fieldSql } from './soql/resolve.ts';
import { plainText } from './result/value-sql.ts';

/** The organisation behind a simulator, changed and read past the API: what tests compare with. */
export interface SimulatedOrg {
  /** The present, as ISO text in UTC; it stands still until it is moved on. */
  readonly clock: string;
  /** Names of all objects. */
  readonly objects: readonly string[];
  /** Moves the clock on: by seconds, or to an instant. Open transactions that end by then become visible; rows 15 days in the recycle bin are gone. */
  advance(to: number | string): Promise<string>;
  /** Rows that come, change and go at this moment of the clock. */
  change(spec: ChangeSpec): Promise<Changed>;
  /** A new field, with values that follow from its type; no stamp moves. */
  addField(object: string, field: NewField): Promise<void>;
  removeField(object: string, name: string): Promise<void>;
  /** Another type for a field that is there; values are converted, or null where they cannot be. */
  changeField(object: string, field: NewField): Promise<void>;
  /** Field names of an object as they are now, without compound and binary ones. */
  fields(object: string): readonly string[];
  /** Every row that queryAll shows, by Id; values are text as Bulk API writes them, null where there is none. All fields when none are named. */
  truth(object: string, fields?: readonly string[]): Promise<readonly Readonly<Record<string, string | null>>[]>;
}

const isText = (field: Field): boolean => field.type !== 'address' && field.type !== 'base64';

const truth: (organisation: Organisation, name: string, fields?: readonly string[]) => ReturnType<SimulatedOrg['truth']> = async (
  organisation,
  name,
  fields,
) => {
  return await organisation.read([organisation.get(name)], async (session) => {
    const object = organisation.get(name);
    const wanted = object.fields.filter((field) => isText(field) && (fields === undefined || fields.includes(field.name)));
    const columns = wanted.map((field) => `${plainText(field, fieldSql('t', field), 'Z')} AS ${quote(field.name)}`);
    return await session.evidence(`SELECT ${columns.join(', ')} FROM ${quote(object.name)} AS t ORDER BY t."Id" NULLS LAST`, 1e9);
  });
};

export const simulatedOrg = (organisation: Organisation): SimulatedOrg => ({
  get clock() {
    return organisation.clock;
  },
  get objects() {
    return [...organisation.objects.keys()];
  },
  advance: (to) => advance(organisation, to),
  change: (spec) => change(organisation, spec),
  addField: (object, field) => addField(organisation, object, field),
  removeField: (object, name) => removeField(organisation, object, name),
  changeField: (object, field) => changeField(organisation, object, field),
  fields: (object) =>
    organisation
      .get(object)
      .fields.filter(isText)
      .map(({ name }) => name),
  truth: (object, fields) => truth(organisation, object, fields),
});
