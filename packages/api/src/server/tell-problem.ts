import type { Socket } from 'node:net';
import { Interrupted } from '@audit/contract';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblem, type ProblemCode, problemJson, problems, problemType } from '../http/problem.ts';
import { loggedFailure } from './logged-failure.ts';

/** What errors of the framework are to whoever asks. */
const frameworkProblems: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'send at most 64 KiB'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['NOT_JSON', 'send JSON, and say so: Content-Type: application/json'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['BAD_REQUEST', 'the body is empty; send JSON'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['BAD_REQUEST', 'the body is no JSON'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['BAD_REQUEST', 'the body is not as long as the header says'],
  FST_ERR_BAD_URL: ['BAD_REQUEST', 'the path is no UTF-8 behind its percent signs'],
  FST_ERR_MAX_PARAM_LENGTH: ['URI_TOO_LONG', 'an id has at most 128 characters'],
};

/** What an error is to whoever asks; undefined for a failure of ours, of which he is told nothing more. */
const knownProblem = (error: unknown): ApiProblem | undefined => {
  if (error instanceof ApiProblem) return error;
  if (error instanceof Interrupted)
    return new ApiProblem('TOO_SLOW', 'ask for less, or again in a moment', { headers: { 'Retry-After': '1' } });
  const { code = '', statusCode } = error as Partial<FastifyError>;
  const [problem, detail] = frameworkProblems[code] ?? [];
  if (problem !== undefined && detail !== undefined) return new ApiProblem(problem, detail);
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? new ApiProblem('BAD_REQUEST', 'the request is malformed')
    : undefined;
};

/** Answers with the problem an error is; one of ours is logged, and told without a word of it. */
export const tellProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const known = knownProblem(error);
  if (known === undefined) request.log.error({ failure: loggedFailure(error) }, 'a request failed');
  const problem = known ?? new ApiProblem('UNEXPECTED', 'try again; if it stays so, give the request id to whoever runs the server');
  request.state.problem = problem.problem;
  for (const name of ['ETag', 'X-Cache', 'Age']) reply.removeHeader(name);
  return reply
    .code(problem.status)
    .headers({ 'Cache-Control': 'no-store', ...problem.headers })
    .type(problemType)
    .send(problemJson(problem, request.id));
};

const socketProblems: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['HEADERS_TOO_LARGE', 'send at most 16 KiB of headers'],
  ERR_HTTP_REQUEST_TIMEOUT: ['REQUEST_TIMEOUT', 'send headers within 5 seconds, and all of it within 30'],
};

type SocketError = Error & { readonly code?: string };

const tellOnSocket = (error: SocketError, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const [problem, detail] = socketProblems[error.code ?? ''] ?? (['BAD_REQUEST', 'this is no request of HTTP/1.1'] as const);
  const body = problemJson(new ApiProblem(problem, detail), '');
  const { status, title } = problems[problem];
  socket.end(
    [
      `HTTP/1.1 ${status} ${title}`,
      'Connection: close',
      `Content-Type: ${problemType}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
};

/** Sockets told before others have their turn: each takes some ten microseconds. */
const socketsAtOnce = 10;

/**
 * Answers on sockets whose requests could not be read at all, and closes them. A few at a time: those that came together are late together, and whoever is to be
 * answered would wait for a thousand of them.
 */
export const socketTeller = (): ((error: SocketError, socket: Socket) => void) => {
  const waiting: (readonly [SocketError, Socket])[] = [];
  let isTelling = false;
  const tellSome = (): void => {
    for (const [error, socket] of waiting.splice(0, socketsAtOnce)) tellOnSocket(error, socket);
    isTelling = waiting.length > 0;
    if (isTelling) setImmediate(tellSome);
  };
  return (error, socket) => {
    waiting.push([error, socket]);
    if (!isTelling) setImmediate(tellSome);
    isTelling = true;
  };
};
