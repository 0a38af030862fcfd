import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { StoredAnswer } from '../state/state-store.ts';
import type { Answer, Asked } from './endpoint.ts';
import { ApiProblem } from './problem.ts';

const keyForm = /^[\u0021-\u007e]{1,128}$/;
const key = z.string().regex(keyForm);

export const neededKey = key.describe('Names the request: sent again, it is answered as it was, and nothing is done twice');
export const optionalKey = neededKey.optional();

/** Keeps an answer with the change it tells of; of a request without a key, none. */
export type KeepAnswer = (answer: { readonly status: number; readonly body: string }) => StoredAnswer | undefined;

type AskedToChange = Pick<Asked<never, unknown, unknown>, 'access' | 'headers' | 'service'> & {
  readonly params: unknown;
  readonly body: unknown;
};

/** Requests in work, by who asks and the key. */
const inWork = new WeakMap<object, Set<string>>();

const inWorkOf = (service: object): Set<string> => {
  const known = inWork.get(service) ?? new Set<string>();
  inWork.set(service, known);
  return known;
};

const fingerprintOf = (route: string, { params, body, headers }: AskedToChange): string =>
  createHash('sha256')
    .update(JSON.stringify([route, params, body, headers['if-match'] ?? null]))
    .digest('hex');

const replayed = ({ fingerprint, status, body }: StoredAnswer, asked: string): Answer => {
  if (fingerprint !== asked)
    throw new ApiProblem('KEY_REUSED', 'the Idempotency-Key names another request of yours; make a new key for each thing to be done', {
      errors: [{ field: 'header.idempotency-key', detail: 'it was sent with another path, body or If-Match' }],
    });
  return { status, body, headers: { 'Idempotency-Replayed': 'true' } };
};

/**
 * Answers a request once: with the same key, and the same question, it is answered as it was. Only what was done is kept: what was refused may be asked again.
 *
 * @param route names what is asked for @throws ApiProblem 409 while the same is in work, 422 for a key that names something else
 */
export const answerOnce = async (route: string, asked: AskedToChange, work: (keep: KeepAnswer) => Promise<Answer>): Promise<Answer> => {
  const { access, headers, service } = asked;
  const given = headers['idempotency-key'];
  if (given === undefined) return await work(() => undefined);
  const busy = inWorkOf(service);
  const mine = `${access.id} ${given}`;
  if (busy.has(mine)) throw new ApiProblem('REQUEST_IN_PROGRESS', 'ask again in a moment', { headers: { 'Retry-After': '1' } });
  busy.add(mine);
  try {
    const fingerprint = fingerprintOf(route, asked);
    const before = await service.actions.state.answerOf(access.id, given);
    if (before !== undefined) return replayed(before, fingerprint);
    return await work(({ status, body }) => ({ owner: access.id, key: given, fingerprint, status, body, madeAt: service.now() }));
  } finally {
    busy.delete(mine);
  }
};
