import { z } from 'zod';
import { ApiRefusal } from '../http/api-refusal.ts';
import { type Answer, type Exchange, json, type Route } from '../http/exchange.ts';
import { parseJson } from '../http/parse-json.ts';
import { type ByExternalId, deleteByExternalId, type Given, upsert } from '../organisation/upsert.ts';
import { type Field, type SObject, storedFields, systemFields } from '../organisation/sobject.ts';
import { objectOf } from './describe-routes.ts';

const body = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const fieldOf = (object: SObject, name: string): Field | undefined =>
  storedFields(object).find((field) => field.name.toLowerCase() === name.toLowerCase() && !systemFields.has(field.name));

/** The row the path names. @throws ApiRefusal for a field that is no external id */
const placeOf = (exchange: Exchange): { readonly object: SObject; readonly field: Field; readonly place: ByExternalId } => {
  const [name = '', fieldName = '', value = ''] = exchange.parts;
  const object = objectOf(exchange, name);
  const field = fieldOf(object, fieldName);
  if (field?.externalId !== true)
    throw new ApiRefusal(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${fieldName}`);
  return { object, field, place: { object: object.name, field: field.name, value: decodeURIComponent(value) } };
};

/** The fields a body sets. @throws ApiRefusal for one there is not, or that nobody writes */
const givenOf = (exchange: Exchange, { object, field, place }: ReturnType<typeof placeOf>): Given => {
  const read = body.safeParse(parseJson(exchange.body));
  if (!read.success) throw new ApiRefusal(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is not a record');
  const given = new Map<Field, string | null>([[field, place.value]]);
  for (const [name, value] of Object.entries(read.data)) {
    const known = fieldOf(object, name);
    if (known === undefined) throw new ApiRefusal(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
    given.set(known, value === null ? null : String(value));
  }
  return given;
};

const write = async (exchange: Exchange): Promise<Answer> => {
  const placed = placeOf(exchange);
  const { id, created } = await upsert(exchange.simulation.organisation, placed.place, givenOf(exchange, placed));
  return json({ id, success: true, errors: [], created }, created ? 201 : 200);
};

const remove = async (exchange: Exchange): Promise<Answer> => {
  const { place } = placeOf(exchange);
  if (!(await deleteByExternalId(exchange.simulation.organisation, place)))
    throw new ApiRefusal(404, 'NOT_FOUND', 'The requested resource does not exist');
  return { status: 204 };
};

const byExternalId = /^\/sobjects\/(\w+)\/(\w+__c)\/([^/]+)\/?$/;

/** Rows written and deleted by an external id. */
export const writeRoutes: readonly Route[] = [
  { method: 'PATCH', path: byExternalId, answer: write },
  { method: 'DELETE', path: byExternalId, answer: remove },
];
