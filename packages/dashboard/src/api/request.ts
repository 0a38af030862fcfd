import { problemOf, unreachable } from './api-problem.ts';
import { noteStamp } from './data-stamp.ts';
import { takeEarlyAnswer } from './early-answer.ts';
import { noteScopes } from './granted-scopes.ts';
import { keyWanted, sessionKey } from './session-key.ts';

/** What is asked, by name; what is undefined is left out. */
export type Words = Readonly<Record<string, string | number | undefined>>;

const urlOf = (path: string, query: Words): URL => {
  const words = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return new URL(words.length === 0 ? path : `${path}?${new URLSearchParams(words).toString()}`, document.baseURI);
};

const send = async (url: URL, init: RequestInit, headers: Readonly<Record<string, string>> = {}): Promise<Response> => {
  const key = sessionKey.get();
  const all = { Accept: 'application/json', ...(key === '' ? {} : { Authorization: `Bearer ${key}` }), ...headers };
  try {
    return await (takeEarlyAnswer(url) ?? fetch(url, { ...init, headers: all }));
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw unreachable(cause);
  }
};

const answerOf = async <T>(response: Response): Promise<T> => {
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401) keyWanted.set(problem.detail);
    throw problem;
  }
  noteScopes(response.headers);
  return (await response.json()) as T;
};

/** Asks the API. The browser keeps answers and their ETags itself, as the server allows. @throws ApiProblem; AbortError where it is no longer wanted */
export const get = async <T>(path: string, query: Words = {}, signal?: AbortSignal): Promise<T> => {
  const response = await send(urlOf(path, query), { signal: signal ?? null });
  // An answer of an earlier day tells nothing of the data of today.
  if (response.ok && query['as_of'] === undefined) noteStamp(response.headers);
  return await answerOf(response);
};

/** Does something. @throws ApiProblem */
export const post = async <T>(path: string, body: object, headers: Readonly<Record<string, string>>): Promise<T> => {
  const init = { method: 'POST', body: JSON.stringify(body) };
  return await answerOf(await send(urlOf(path, {}), init, { 'Content-Type': 'application/json', ...headers }));
};
