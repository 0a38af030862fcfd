/** Client of the REST API (docs/api.md) for what is not of one customer's day: profiles, rules, runs, quality. */
import type { paths } from './openapi.ts';
import { get, post } from './request.ts';

type Answer<P extends keyof paths, M extends 'get' | 'post'> = paths[P][M] extends {
  responses: { 200: { content: { 'application/json': infer A } } };
}
  ? A
  : never;

export type ProfileVersion = Answer<'/api/customer/{id}/profile', 'get'>['items'][number];
export type RuleList = Answer<'/api/rules', 'get'>;
export type Rule = RuleList['rules'][number];
export type RuleFact = RuleList['facts'][number];
export type RulePreview = Answer<'/api/rules/preview', 'post'>;
export type Run = Answer<'/api/runs', 'get'>['items'][number];
export type Quality = Answer<'/api/quality', 'get'>;

/** When something was so, and as known when; both are instants in ISO. */
export interface Moment {
  readonly at: string;
  readonly known_at?: string;
}

/** `GET /api/customer/:id/profile`: all versions, or those in force at a moment */
export const listProfile = async (
  id: string,
  moment: Partial<Moment> = {},
  signal?: AbortSignal,
): Promise<{ readonly items: readonly ProfileVersion[] }> =>
  await get(`/api/customer/${encodeURIComponent(id)}/profile`, { at: moment.at, known_at: moment.known_at }, signal);

/** `GET /api/rules` */
export const listRules = async (signal?: AbortSignal): Promise<RuleList> => await get('/api/rules', {}, signal);

/** `POST /api/rules/preview`: whom changed definitions would touch; changes nothing. @param definitions what differs from those there are */
export const previewRules = async (definitions: object): Promise<RulePreview> =>
  await post('/api/rules/preview', { definitions, examples: 5 }, {});

/** `GET /api/runs`, the newest first */
export const listRuns = async (signal?: AbortSignal): Promise<{ readonly items: readonly Run[] }> => await get('/api/runs', {}, signal);

/** `GET /api/quality` */
export const getQuality = async (signal?: AbortSignal): Promise<Quality> => await get('/api/quality', {}, signal);
