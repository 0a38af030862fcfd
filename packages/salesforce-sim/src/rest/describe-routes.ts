import { ApiRefusal } from '../http/api-refusal.ts';
import { type Answer, type Exchange, json, type Route } from '../http/exchange.ts';
import type { SObject } from '../organisation/sobject.ts';
import { briefDescribe, etagOf, fullDescribe } from './describe.ts';

/** @throws ApiRefusal NOT_FOUND */
export const objectOf = ({ simulation }: Exchange, name: string): SObject => {
  const object = simulation.organisation.find(name);
  if (object === undefined) throw new ApiRefusal(404, 'NOT_FOUND', 'The requested resource does not exist');
  return object;
};

const wholeSecondOf = (iso: string): number => Math.floor(Date.parse(iso) / 1000);

/** Answers 304 to who has it already: by tag, else by time. */
const unlessKnown = ({ headers }: Exchange, value: unknown, changedAt: string): Answer => {
  const answer = json(value);
  const etag = etagOf(answer.body);
  const validators = { etag, 'last-modified': new Date(changedAt).toUTCString() };
  const tags = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  const since = headers['if-modified-since'];
  const known = tags === undefined ? since !== undefined && wholeSecondOf(changedAt) <= wholeSecondOf(since) : tags.includes(etag);
  return known ? { status: 304, headers: validators } : { ...answer, headers: { ...answer.headers, ...validators } };
};

const describeObject = (exchange: Exchange): Answer => {
  const { organisation } = exchange.simulation;
  const object = objectOf(exchange, exchange.parts[0] ?? '');
  return unlessKnown(
    exchange,
    fullDescribe(organisation, object, exchange.base),
    organisation.describedAt.get(object.name) ?? organisation.clock,
  );
};

const describeAll = (exchange: Exchange): Answer => {
  const { organisation } = exchange.simulation;
  const sobjects = [...organisation.objects.values()].map((object) => briefDescribe(object, exchange.base));
  const changedAt = [...organisation.describedAt.values()].reduce((newest, at) => (at > newest ? at : newest));
  return unlessKnown(exchange, { encoding: 'UTF-8', maxBatchSize: 200, sobjects }, changedAt);
};

export const describeRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/sobjects\/?$/, answer: describeAll },
  { method: 'GET', path: /^\/sobjects\/(\w+)\/describe\/?$/, answer: describeObject },
  {
    method: 'GET',
    path: /^\/sobjects\/(\w+)\/?$/,
    answer: (exchange) =>
      json({ objectDescribe: briefDescribe(objectOf(exchange, exchange.parts[0] ?? ''), exchange.base), recentItems: [] }),
  },
];
