import { quote } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import { change } from './change.ts';
import type { Organisation } from './organisation.ts';
import { columnType, type Field, type SObject, storedFields } from './sobject.ts';

/** A row as an external id names it. */
export interface ByExternalId {
  readonly object: string;
  readonly field: string;
  readonly value: string;
}

/** Fields that are set, with their values as text. */
export type Given = ReadonlyMap<Field, string | null>;

type Session = Organisation['writer'];

/** Ids of the rows that have the value and are not in the bin. */
const idsOf = async (session: Session, { field, value }: ByExternalId, object: SObject): Promise<readonly string[]> => {
  const sql = `SELECT "Id" FROM ${quote(object.name)} WHERE ${quote(field)} = ${textLiteral(value)} AND NOT "IsDeleted" ORDER BY "Id" NULLS LAST`;
  return (await session.evidence(sql, 2)).map((row) => row['Id'] ?? '');
};

const literal = (field: Field, value: string | null): string =>
  value === null ? 'NULL' : `CAST(${textLiteral(value)} AS ${columnType(field)})`;

/** What a new row has in a field that was not given. */
const usual = (object: SObject, field: Field, number: number): string => {
  if (field.name === 'Id') return `sf_id('${object.keyPrefix}', ${number})`;
  if (['CreatedDate', 'LastModifiedDate', 'SystemModstamp'].includes(field.name)) return 'sim_clock()';
  if (field.name === 'CreatedById' || field.name === 'LastModifiedById') return `sf_id('005', 0)`;
  return field.type === 'boolean' ? 'FALSE' : 'NULL';
};

const insert = async (organisation: Organisation, object: SObject, given: Given): Promise<void> => {
  const number = organisation.made.get(object.name) ?? 0;
  organisation.made.set(object.name, number + 1);
  const fields = storedFields(object);
  const values = fields.map((field) => {
    const value = given.get(field);
    return value === undefined ? usual(object, field, number) : literal(field, value);
  });
  const names = fields.map(({ name }) => quote(name)).join(', ');
  await organisation.writer.execute(`INSERT INTO ${quote(object.name)} (${names}) SELECT ${values.join(', ')}`);
};

const update = async (organisation: Organisation, object: SObject, id: string, given: Given): Promise<void> => {
  const sets = [...given].map(([field, value]) => `${quote(field.name)} = ${literal(field, value)}`);
  const stamped = [...sets, '"LastModifiedDate" = sim_clock()', '"SystemModstamp" = sim_clock()'].join(', ');
  await organisation.writer.execute(`UPDATE ${quote(object.name)} SET ${stamped} WHERE "Id" = ${textLiteral(id)}`);
};

/** Writes a row by an external id: the one that has it, or a new one. */
export const upsert = async (organisation: Organisation, place: ByExternalId, given: Given) =>
  await organisation.write([organisation.get(place.object)], async (session) => {
    const object = organisation.get(place.object);
    const [known] = await idsOf(session, place, object);
    if (known === undefined) await insert(organisation, object, given);
    else await update(organisation, object, known, given);
    const [id = ''] = await idsOf(session, place, object);
    return { id, created: known === undefined };
  });

/** Puts the row of an external id into the recycle bin; false where there is none. */
export const deleteByExternalId = async (organisation: Organisation, place: ByExternalId): Promise<boolean> => {
  const object = organisation.get(place.object);
  const ids = await organisation.read([object], async (session) => await idsOf(session, place, object));
  if (ids.length === 0) return false;
  await change(organisation, { object: object.name, softDelete: ids });
  return true;
};
