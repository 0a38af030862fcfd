/** Client of the REST API (docs/api.md): one function a question, with the types of its OpenAPI document. */
import { problemOf, unreachable } from './api-problem.ts';
import { noteStamp } from './data-stamp.ts';
import { takeEarlyAnswer } from './early-answer.ts';
import type { paths } from './openapi.ts';
import { keyWanted, sessionKey } from './session-key.ts';

type Route = keyof paths;
type Answer<P extends Route> = paths[P]['get'] extends { responses: { 200: { content: { 'application/json': infer A } } } } ? A : never;
type Item<P extends Route> = Answer<P> extends { items: readonly (infer I)[] } ? I : never;
type Query<P extends Route> = paths[P]['get'] extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;

export type Customer = Answer<'/api/customer/{id}'>;
export type CustomerLine = Item<'/api/customers'>;
export type CustomersQuery = Query<'/api/customers'>;
export type Metric = Customer['metrics'][number];
export type Score = Customer['scores'][number];
export type Alert = Item<'/api/customer/{id}/alerts'>;
export type Recommendation = Item<'/api/customer/{id}/recommendations'>;
export type TimelineEntry = Item<'/api/customer/{id}/timeline'>;
export type Explanation = Answer<'/api/customer/{id}/explain'>;
export type Summary = Answer<'/api/dashboard/summary'>;
export type Readiness = Answer<'/readyz'>;

/** A page of a list; `next_cursor` is null at its end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
  readonly total?: number;
}

type Words = Readonly<Record<string, string | number | undefined>>;

const urlOf = (path: string, query: Words): URL => {
  const words = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return new URL(words.length === 0 ? path : `${path}?${new URLSearchParams(words).toString()}`, document.baseURI);
};

const send = async (url: URL, signal: AbortSignal | undefined): Promise<Response> => {
  const key = sessionKey.get();
  const headers = { Accept: 'application/json', ...(key === '' ? {} : { Authorization: `Bearer ${key}` }) };
  try {
    return await (takeEarlyAnswer(url) ?? fetch(url, { headers, signal: signal ?? null }));
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw unreachable(cause);
  }
};

/** Asks the API. The browser keeps answers and their ETags itself, as the server allows. @throws ApiProblem; AbortError where it is no longer wanted */
const get = async <T>(path: string, query: Words = {}, signal?: AbortSignal): Promise<T> => {
  const response = await send(urlOf(path, query), signal);
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401) keyWanted.set(problem.detail);
    throw problem;
  }
  noteStamp(response.headers);
  return (await response.json()) as T;
};

const customerPath = (id: string): string => `/api/customer/${encodeURIComponent(id)}`;

/** `GET /api/customers`: found, filtered and sorted */
export const listCustomers = async (query: CustomersQuery, signal?: AbortSignal): Promise<Page<CustomerLine>> =>
  await get('/api/customers', query, signal);

/** `GET /api/customer/:id`; the id of an account or of a merged customer leads to its master, whose `id` the answer has. */
export const getCustomer = async (id: string, signal?: AbortSignal): Promise<Customer> => await get(customerPath(id), {}, signal);

/** `GET /api/customer/:id/alerts`, the newest first */
export const listAlerts = async (id: string, query: Words, signal?: AbortSignal): Promise<Page<Alert>> =>
  await get(`${customerPath(id)}/alerts`, query, signal);

/** `GET /api/customer/:id/recommendations`, the newest first */
export const listRecommendations = async (id: string, query: Words, signal?: AbortSignal): Promise<Page<Recommendation>> =>
  await get(`${customerPath(id)}/recommendations`, query, signal);

/** `GET /api/customer/:id/timeline`, the newest first */
export const listTimeline = async (id: string, query: Words, signal?: AbortSignal): Promise<Page<TimelineEntry>> =>
  await get(`${customerPath(id)}/timeline`, query, signal);

/** `GET /api/customer/:id/explain`: why a value is what it is */
export const explainMetric = async (id: string, metric: string, signal?: AbortSignal): Promise<Explanation> =>
  await get(`${customerPath(id)}/explain`, { metric }, signal);

/** `GET /api/dashboard/summary` */
export const getSummary = async (signal?: AbortSignal): Promise<Summary> => await get('/api/dashboard/summary', {}, signal);

/** `GET /readyz`: which version is served; needs no key */
export const getReadiness = async (signal?: AbortSignal): Promise<Readiness> => await get('/readyz', {}, signal);
