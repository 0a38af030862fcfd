import type { z } from 'zod';
import type { Answer, Asked } from '../http/endpoint.ts';
import type { customerParams } from './request-fields.ts';
import { unknownCustomer } from './customer-id.ts';

type OfCustomer<Q> = Asked<z.output<typeof customerParams>, Q, undefined>;

/** Where the same is to be had of the customer an id was merged into: the path with its id, and the question as it was. */
const movedTo = (path: string, id: string, master: string, query: object): Answer => {
  const given = Object.entries(query).flatMap(([name, value]): readonly [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : String(value)]],
  );
  const question = given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
  const location = `${path.replace(':id', encodeURIComponent(master))}${question}`;
  return { status: 308, body: JSON.stringify({ id, resolves_to: master, location }), headers: { location } };
};

/**
 * Answers of a customer: another id of it leads to its own, and one nobody has is a problem.
 *
 * @param path with `:id` @param reply undefined where it finds no such customer
 */
export const ofCustomer =
  <Q extends object>(path: string, reply: (asked: OfCustomer<Q>) => Promise<Answer | undefined>) =>
  async (asked: OfCustomer<Q>): Promise<Answer> => {
    const { snapshot, params, query } = asked;
    const answer = await reply(asked);
    if (answer !== undefined) return answer;
    const master = snapshot.contents.customers.masterOf(params.id);
    if (master === undefined) throw unknownCustomer();
    return movedTo(path, params.id, master, query);
  };

/** The same for an answer that is no proof that there is such a customer: an empty list. */
export const ofKnownCustomer = <Q extends object>(path: string, reply: (asked: OfCustomer<Q>) => Promise<Answer>) =>
  ofCustomer<Q>(path, async (asked) =>
    asked.snapshot.contents.customers.numberOf(asked.params.id) === undefined ? undefined : await reply(asked),
  );
