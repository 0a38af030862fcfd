import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { type Access, scopesText } from '../access/scopes.ts';
import { AnswerCache } from '../http/answer-cache.ts';
import { readCursor } from '../http/cursor.ts';
import type { Answer, Asked, Endpoint, Service } from '../http/endpoint.ts';
import { ApiProblem, type FieldFault } from '../http/problem.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

const parsed = (schema: z.ZodType, value: unknown, where: string): unknown => {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const errors = read.error.issues.flatMap((issue): readonly FieldFault[] => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')];
    return names.map((name) => ({
      field: name === '' ? where : `${where}.${name}`,
      detail: issue.code === 'unrecognized_keys' ? 'there is no such field' : issue.message,
    }));
  });
  throw new ApiProblem('BAD_REQUEST', `${errors.map(({ field }) => field).join(', ')}: see errors, and /openapi.json for what is allowed`, {
    errors,
  });
};

const sha = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

const matches = (header: string | undefined, etag: string): boolean =>
  header !== undefined && header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);

/** The snapshot a request is answered from, and where its list goes on. @throws {@link ApiProblem} 400, 410 */
const placeOf = (query: { readonly cursor?: string | undefined }, { keeper }: Service) => {
  if (query.cursor === undefined) return { snapshot: keeper.current, cursor: undefined };
  const { tag, list, place } = readCursor(query.cursor);
  const snapshot = keeper.ofTag(tag);
  if (snapshot === undefined)
    throw new ApiProblem('CURSOR_OUTDATED', 'a new version is served since the list was begun; begin it again without the cursor');
  return { snapshot, cursor: { list, place } };
};

/** Answers requests of endpoints: checks what they ask, and answers from what is kept where the version is the same. */
export class Answerer {
  readonly #service: Service;
  readonly #cache: AnswerCache;

  constructor(service: Service, cacheBytes: number) {
    this.#service = service;
    this.#cache = new AnswerCache(cacheBytes);
  }

  async answer(endpoint: Endpoint, request: FastifyRequest, reply: FastifyReply, access: Access): Promise<Buffer | string> {
    const params = parsed(endpoint.params, request.params, 'path');
    const query = parsed(endpoint.query, request.query, 'query') as { readonly cursor?: string };
    const headers = endpoint.headers === undefined ? {} : parsed(endpoint.headers, request.headers, 'header');
    const body = endpoint.body === undefined ? undefined : parsed(endpoint.body, request.body, 'body');
    const { snapshot, cursor } = placeOf(query, this.#service);
    await using _ = snapshot.use();
    request.state.unmasked = endpoint.personal && access.unmasked;
    const { id: requestId } = request;
    const asked = { params, query, body, headers, requestId, snapshot, cursor, access, service: this.#service } as Asked<
      never,
      never,
      never
    >;
    const of = { 'X-Data-As-Of': snapshot.asOf, 'X-Data-Version': String(snapshot.version), 'X-Data-Currency': this.#service.currency };
    reply.type(endpoint.type).headers(of);
    if (endpoint.scope !== null) reply.header('X-Scopes', scopesText(access));
    if (!endpoint.byVersion) {
      reply.header('Cache-Control', 'no-store');
      return sent(reply, await endpoint.reply(asked));
    }
    return await this.#byVersion(endpoint, request, reply, asked, snapshot);
  }

  async #byVersion(
    endpoint: Endpoint,
    request: FastifyRequest,
    reply: FastifyReply,
    asked: Asked<never, never, never>,
    snapshot: Snapshot,
  ): Promise<Buffer | string> {
    const role = endpoint.personal && asked.access.unmasked ? 'unmasked' : 'masked';
    const done = endpoint.byState ? this.#service.actions.state.generation : '';
    const key = `${snapshot.tag} ${endpoint.name} ${role} ${done} ${JSON.stringify([asked.params, asked.query])}`;
    const etag = `"${snapshot.tag}-${sha(key)}"`;
    const now = this.#service.now();
    // Whoever may see personal data keeps none of them on a disk.
    reply.header('ETag', etag).header('Cache-Control', role === 'unmasked' ? 'private, no-store' : 'private, no-cache');
    const kept = this.#cache.get(key);
    if (matches(request.headers['if-none-match'], etag)) {
      reply.headers(kept?.headers ?? {});
      request.state.cache = 'not_modified';
      reply.code(304);
      return '';
    }
    request.state.cache = kept === undefined ? 'miss' : 'hit';
    reply
      .header('X-Cache', kept === undefined ? 'MISS' : 'HIT')
      .header('Age', String(Math.max(0, Math.floor((now - (kept?.madeAt ?? now)) / 1000))));
    if (kept !== undefined) {
      reply.headers(kept.headers ?? {});
      return kept.body;
    }
    const answer = await endpoint.reply(asked);
    if ((answer.status ?? 200) !== 200) {
      for (const name of ['ETag', 'X-Cache', 'Age']) reply.removeHeader(name);
      return sent(reply, answer);
    }
    const made = { body: Buffer.from(answer.body), madeAt: now, headers: answer.headers ?? {} };
    this.#cache.set(key, made);
    reply.headers(made.headers);
    return made.body;
  }

  /** Forgets answers of versions that are not served any more. */
  forgetOld(): void {
    this.#cache.keepOnly((key) => this.#service.keeper.ofTag(key.split(' ')[0] ?? '') !== undefined);
  }
}

const sent = (reply: FastifyReply, { status = 200, body, headers = {} }: Answer): string => {
  reply.code(status).headers(headers);
  return body;
};
