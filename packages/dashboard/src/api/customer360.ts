/** Client of the REST API (docs/api.md): one function a question or a deed, with the types of its OpenAPI document. */
import type { paths } from './openapi.ts';
import { get, post, type Words } from './request.ts';

type Route = keyof paths;
type Answer<P extends Route> = paths[P]['get'] extends { responses: { 200: { content: { 'application/json': infer A } } } } ? A : never;
type Item<P extends Route> = Answer<P> extends { items: readonly (infer I)[] } ? I : never;
type Body<P extends Route> = paths[P]['post'] extends { requestBody: { content: { 'application/json': infer B } } } ? B : never;
type Query<P extends Route> = paths[P]['get'] extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;

export type Customer = Answer<'/api/customer/{id}'>;
export type CustomerLine = Item<'/api/customers'>;
export type CustomersQuery = Query<'/api/customers'>;
export type Metric = Customer['metrics'][number];
export type Score = Customer['scores'][number];
export type Alert = Item<'/api/customer/{id}/alerts'>;
export type Recommendation = Item<'/api/customer/{id}/recommendations'>;
export type TimelineEntry = Item<'/api/customer/{id}/timeline'>;
export type RelatedRecord = Item<'/api/customer/{id}/records'>;
export type Explanation = Answer<'/api/customer/{id}/explain'>;
export type Summary = Answer<'/api/dashboard/summary'>;
export type Action = Answer<'/api/actions/{id}'>;
/** When it is to be done, by whom, and a note; all of it may be left out. */
export type Wishes = Pick<Body<'/api/actions/{id}/execute'>, 'due_on' | 'assignee' | 'note'>;
export type Readiness = Answer<'/readyz'>;

/** A page of a list; `next_cursor` is null at its end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
  readonly total?: number;
}

/** A page of customers; `facets` tells how many each value of a filter would leave, where it was asked for. */
export type CustomerPage = Page<CustomerLine> & Pick<Answer<'/api/customers'>, 'facets'>;

const customerPath = (id: string): string => `/api/customer/${encodeURIComponent(id)}`;

/** `GET /api/customers`: found, filtered and sorted */
export const listCustomers = async (query: CustomersQuery, signal?: AbortSignal): Promise<CustomerPage> =>
  await get('/api/customers', query, signal);

/** `GET /api/customer/:id`; the id of an account or of a merged customer leads to its master, whose `id` the answer has. @param asOf the newest day by default */
export const getCustomer = async (id: string, asOf?: string, signal?: AbortSignal): Promise<Customer> =>
  await get(customerPath(id), { as_of: asOf }, signal);

/** `GET /api/days`: those `as_of` may name, the newest first */
export const listDays = async (signal?: AbortSignal): Promise<Page<Item<'/api/days'>>> => await get('/api/days', {}, signal);

/** `GET /api/customer/:id/alerts`, the newest first */
export const listAlerts = async (id: string, query: Words, signal?: AbortSignal): Promise<Page<Alert>> =>
  await get(`${customerPath(id)}/alerts`, query, signal);

/** `GET /api/customer/:id/recommendations`, the newest first */
export const listRecommendations = async (id: string, query: Words, signal?: AbortSignal): Promise<Page<Recommendation>> =>
  await get(`${customerPath(id)}/recommendations`, query, signal);

/** `GET /api/customer/:id/timeline`, the newest first */
export const listTimeline = async (id: string, query: Words, signal?: AbortSignal): Promise<Page<TimelineEntry>> =>
  await get(`${customerPath(id)}/timeline`, query, signal);

/** `GET /api/customer/:id/records`: current ones first, each the newest first */
export const listRecords = async (id: string, query: Words, signal?: AbortSignal): Promise<Page<RelatedRecord>> =>
  await get(`${customerPath(id)}/records`, query, signal);

/** `GET /api/customer/:id/explain`: why a value is what it is */
export const explainMetric = async (id: string, metric: string, signal?: AbortSignal): Promise<Explanation> =>
  await get(`${customerPath(id)}/explain`, { metric }, signal);

/** `GET /api/dashboard/summary` */
export const getSummary = async (signal?: AbortSignal): Promise<Summary> => await get('/api/dashboard/summary', {}, signal);

/** `GET /readyz`: which version is served; needs no key */
export const getReadiness = async (signal?: AbortSignal): Promise<Readiness> => await get('/readyz', {}, signal);

/** What is done once, however often it is sent. */
export interface Once {
  /** Names the deed: sent again with it, it is answered as it was. */
  readonly name: string;
}

/** `POST /api/actions/:id/execute`. @param version of the recommendation as it was seen: where it changed since, it is refused */
export const executeAction = async (id: string, wishes: Wishes, { name, version }: Once & { readonly version: string }): Promise<Action> =>
  await post(`/api/actions/${encodeURIComponent(id)}/execute`, wishes, { 'Idempotency-Key': name, 'If-Match': `"${version}"` });

/** `POST /api/actions/:id/cancel` */
export const cancelAction = async (id: string, { name }: Once): Promise<Action> =>
  await post(`/api/actions/${encodeURIComponent(id)}/cancel`, {}, { 'Idempotency-Key': name });

/** What is said of an alert: that it was seen, or until when it is put off; and that it was not after all. */
export type Mark = { readonly kind: 'ack' | 'unack' | 'unsnooze' } | { readonly kind: 'snooze'; readonly until: string };

/** `POST /api/alerts/:id/ack`, `/unack`, `/snooze`, `/unsnooze` */
export const markAlert = async (
  id: string,
  { kind, ...body }: Mark,
  { name }: Once,
): Promise<Pick<Alert, 'id' | 'ack' | 'snoozed_until'>> =>
  await post(`/api/alerts/${encodeURIComponent(id)}/${kind}`, body, { 'Idempotency-Key': name });
