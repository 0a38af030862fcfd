import { quote, UsageError } from '@audit/contract';
import { field } from './field.ts';
import { type Organisation, pendingTable } from './organisation.ts';
import { columnType, type Field, type FieldType, type keptTypes, type SObject, systemFields, valueSql } from './sobject.ts';

/** A field to be added, or what one is to become. */
export interface NewField {
  readonly name: string;
  readonly type: (typeof keptTypes)[number];
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  /** A text that rows can be written by; those there are have none. */
  readonly externalId?: boolean;
}

const numbers = new Set<FieldType>(['double', 'currency', 'percent']);

/** SQL of values for rows of any age; one in four has none. */
const valueOf = ({ name, type, externalId }: NewField): string => {
  if (externalId === true) return 'NULL';
  const salt = `'added/${name.replaceAll("'", "''")}'`;
  const some = (sql: string): string => `CASE WHEN one_in("Id", ${salt}, 4) THEN NULL ELSE ${sql} END`;
  switch (type) {
    case 'boolean':
      return `one_in("Id", ${salt}, 2)`;
    case 'int':
      return some(`below("Id", ${salt}, 1000)`);
    case 'double':
    case 'currency':
    case 'percent':
      return some(`below("Id", ${salt}, 90)`);
    case 'date':
      return some(`org_day() - CAST(below("Id", ${salt}, 365) AS INTEGER)`);
    case 'datetime':
      return some(`org_now() - to_days(CAST(below("Id", ${salt}, 365) AS INTEGER))`);
    default:
      return some(`concat('value ', below("Id", ${salt}, 100))`);
  }
};

const fieldOf = ({ name, type, length = 80, precision = 18, scale = 2, externalId = false }: NewField): Field => {
  const made = field(name, type, 'NULL', { nillable: type !== 'boolean', externalId });
  if (numbers.has(type)) return { ...made, precision, scale };
  return ['boolean', 'int', 'date', 'datetime'].includes(type)
    ? { ...made, value: type === 'boolean' ? 'FALSE' : 'NULL' }
    : { ...made, length };
};

const tablesOf = (object: SObject): readonly string[] => [quote(object.name), pendingTable(object.name)];

const fieldNamed = (object: SObject, name: string): Field => {
  const found = object.fields.find((one) => one.name === name);
  if (found === undefined) throw new UsageError(`${object.name} has no field "${name}"`, 'name one that its describe lists');
  if (systemFields.has(name)) throw new UsageError(`${object.name}.${name} is a field of the system`, 'choose another one');
  return found;
};

type Session = Organisation['writer'];

/** Changes an object's fields, alone: what they are is looked up when the others are through. */
const changeFields = async (
  organisation: Organisation,
  name: string,
  alter: (object: SObject, session: Session) => Promise<Partial<SObject>>,
): Promise<void> => {
  await organisation.write([organisation.get(name)], async (session) => {
    const object = organisation.get(name);
    organisation.objects.set(object.name, { ...object, ...(await alter(object, session)) });
    organisation.describedAt.set(object.name, organisation.clock);
  });
};

/** @throws {@link UsageError} if there is a field of that name */
export const addField = (organisation: Organisation, name: string, added: NewField): Promise<void> =>
  changeFields(organisation, name, async (object, session) => {
    if (object.fields.some((one) => one.name.toLowerCase() === added.name.toLowerCase()))
      throw new UsageError(`${object.name} has a field "${added.name}" already`, 'choose another name');
    const made = fieldOf(added);
    for (const table of tablesOf(object)) {
      await session.execute(`ALTER TABLE ${table} ADD COLUMN ${quote(made.name)} ${columnType(made)}`);
      await session.execute(`UPDATE ${table} SET ${quote(made.name)} = ${valueOf(added)}`);
    }
    return { fields: [...object.fields, made] };
  });

/** @throws {@link UsageError} if there is no such field, or it is one of the system */
export const removeField = (organisation: Organisation, name: string, field: string): Promise<void> =>
  changeFields(organisation, name, async (object, session) => {
    const gone = fieldNamed(object, field);
    const fields = object.fields.filter((one) => one !== gone);
    if (gone.value === null) return { fields };
    for (const table of tablesOf(object)) await session.execute(`ALTER TABLE ${table} DROP COLUMN ${quote(gone.name)}`);
    // Other fields of new rows may be made of it.
    return { fields, given: { ...object.given, [gone.name]: valueSql(gone) } };
  });

/** @throws {@link UsageError} if there is no such field, or it is computed, or one of the system */
export const changeField = (organisation: Organisation, name: string, changed: NewField): Promise<void> =>
  changeFields(organisation, name, async (object, session) => {
    const old = fieldNamed(object, changed.name);
    if (old.value === null) throw new UsageError(`${object.name}.${old.name} is computed`, 'choose a field that is kept');
    const type = columnType(fieldOf(changed));
    // Rows made later by the old expression are converted like the old ones.
    const made = { ...fieldOf(changed), value: `TRY_CAST(${old.value} AS ${type})` };
    for (const table of tablesOf(object))
      await session.execute(
        `ALTER TABLE ${table} ALTER COLUMN ${quote(old.name)} SET DATA TYPE ${type} USING TRY_CAST(${quote(old.name)} AS ${type})`,
      );
    return { fields: object.fields.map((one) => (one === old ? made : one)) };
  });
