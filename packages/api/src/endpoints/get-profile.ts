import { instantOf, type Micros } from '@audit/contract';
import { clusterOrder } from '@audit/warehouse';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { ApiProblem } from '../http/problem.ts';
import { cellSql, objectSql } from '../snapshot/json-sql.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { pageOf } from './answer-fields.ts';
import { ofKnownCustomer } from './of-customer.ts';
import { customerParams } from './request-fields.ts';

const version = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable())
  .describe(
    'Columns of a version of the profile (docs/dictionary), and profile: the number of its id among those of the customer; *** for those who may not see personal data',
  );

const atMoment = z.iso.datetime({ offset: true });
const path = '/api/customer/:id/profile';

interface Question {
  readonly at?: string | undefined;
  readonly known_at?: string | undefined;
}

/** Versions of the profile of an id of the customer’s, as JSON. @param profile its number among them: ids themselves may be masked */
const versionsOf = async (
  snapshot: Snapshot,
  { customerId, profile }: { readonly customerId: string; readonly profile: number },
  { at, known_at: known }: Question,
  unmasked: boolean,
): Promise<readonly string[]> => {
  const reader = await snapshot.profiles();
  const knownAt: Micros | undefined = known === undefined ? undefined : instantOf(known);
  const { table, sql } =
    at === undefined ? await reader.history(customerId) : await reader.asOf({ at: instantOf(at), knownAt, customerId });
  const columns = Object.entries(table.columns).map(([name, column]) => [name, cellSql('v', name, column, unmasked)] as const);
  const members = [['profile', String(profile)] as const, ...columns];
  const rows = await reader.session.evidence(`SELECT ${objectSql(members).json} AS item FROM (${sql}) v ${clusterOrder(table)}`, 1000);
  return rows.map(({ item }) => item ?? 'null');
};

/** `GET /api/customer/:id/profile` */
export const getProfile = endpoint({
  path,
  name: 'getProfile',
  summary: 'The profile of a customer: all its versions, or the one in force at a time, as known now or at another time',
  params: customerParams,
  query: z.strictObject({
    at: atMoment.optional().describe('The version in force then; all versions by default'),
    known_at: atMoment.optional().describe('As known then; needs at'),
  }),
  answer: pageOf(version),
  problems: ['NO_SUCH_CUSTOMER'],
  personal: true,
  reply: ofKnownCustomer(path, async ({ params, query, snapshot, access }) => {
    if (query.at === undefined && query.known_at !== undefined)
      throw new ApiProblem('BAD_REQUEST', 'what was known at a time is told of a time', {
        errors: [{ field: 'query.at', detail: 'give at too' }],
      });
    const ids = await snapshot.rows('SELECT DISTINCT source_id FROM xref WHERE master_id = $1 ORDER BY source_id', [params.id]);
    const items: string[] = [];
    for (const [at, [id]] of ids.entries())
      items.push(...(await versionsOf(snapshot, { customerId: String(id), profile: at + 1 }, query, access.unmasked)));
    return { body: `{"items":[${items.join(',')}],"next_cursor":null}` };
  }),
});
