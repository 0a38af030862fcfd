import { z } from 'zod';
import { allEndpoints } from '../endpoints/all-endpoints.ts';
import { customerParams } from '../endpoints/request-fields.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { type ProblemCode, problems, problemType } from '../http/problem.ts';

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...own } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' }) as Json;
  return own;
};

const parametersOf = (schema: z.ZodObject, place: 'path' | 'query' | 'header'): readonly Json[] => {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    readonly properties?: Readonly<Record<string, Json>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: own,
  }));
};

const header = (description: string): Json => ({ description, schema: { type: 'string' } });
const answerHeaders = {
  ETag: header('Names the answer: send it back as If-None-Match, and an answer that is the same is a 304'),
  'X-Data-As-Of': header('Day the data are of'),
  'X-Data-Version': header('Version of the lake the answer is of'),
  'X-Data-Currency': header('Currency of money, by ISO 4217'),
  'X-Scopes': header('What whoever asks may do, such as read act unmask'),
  'X-Cache': header('HIT or MISS'),
  Age: header('Seconds since the answer was made'),
};

/** Problems any route may answer, and those only some do. */
const problemsOf = ({ scope, body, query, params, problems: own }: Endpoint): readonly ProblemCode[] => [
  'BAD_REQUEST',
  'METHOD_NOT_ALLOWED',
  'TOO_MANY_REQUESTS',
  'UNEXPECTED',
  ...(scope === null ? (['NOT_THIS_MACHINE'] as const) : (['NOT_AUTHENTICATED', 'NOT_ALLOWED', 'NOT_THIS_MACHINE'] as const)),
  ...(body === undefined ? [] : (['BODY_TOO_LARGE', 'NOT_JSON'] as const)),
  ...(Object.keys(query.shape).length + Object.keys(params.shape).length > 0 ? (['TOO_SLOW'] as const) : []),
  ...own,
];

const problemAnswers = (endpoint: Endpoint): Json => {
  const byStatus = Map.groupBy(problemsOf(endpoint), (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([left], [right]) => left - right)
      .map(([status, codes]) => [
        String(status),
        {
          description: codes.map((code) => `${code}: ${problems[code].title}`).join('; '),
          content: { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  );
};

const moved = z.strictObject({ id: z.string(), resolves_to: z.string(), location: z.string() });

const answerWords: Readonly<Record<number, string>> = { 202: 'It is kept, and will be done' };

const headersOf = ({ byVersion, headers }: Endpoint): Json => {
  if (byVersion) return { headers: answerHeaders };
  return headers === undefined ? {} : { headers: { 'Idempotency-Replayed': header('true where the same was answered before') } };
};

const answersOf = (endpoint: Endpoint): Json => {
  const { answer, type, byVersion, params, statuses } = endpoint;
  const content = { [type.split(';')[0] ?? type]: { schema: answer === undefined ? { type: 'string' } : schemaOf(answer, 'output') } };
  return {
    ...Object.fromEntries(
      statuses.map((status) => [String(status), { description: answerWords[status] ?? 'The answer', ...headersOf(endpoint), content }]),
    ),
    ...(byVersion ? { '304': { description: 'The same as before' } } : {}),
    ...('id' in params.shape && params.shape['id'] === customerParams.shape.id
      ? {
          '308': {
            description: 'The id is another one of the customer’s: merged into it, or of one of its accounts',
            headers: { Location: header('Where the same is to be had of the customer') },
            content: { 'application/json': { schema: schemaOf(moved, 'output') } },
          },
        }
      : {}),
    ...problemAnswers(endpoint),
  };
};

const operationOf = (endpoint: Endpoint): Json => {
  const { name, summary, scope, params, query, body, headers } = endpoint;
  return {
    operationId: name,
    summary,
    ...(scope === null ? { security: [] } : { description: `Needs the scope \`${scope}\`.` }),
    parameters: [
      ...parametersOf(params, 'path'),
      ...parametersOf(query, 'query'),
      ...(headers === undefined ? [] : parametersOf(headers, 'header')),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }),
    responses: answersOf(endpoint),
  };
};

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457',
  additionalProperties: false,
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(problems) },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['field', 'detail'],
        properties: { field: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

/** The OpenAPI 3.1 document of the API, made of the schemas requests are checked by and answers are tested against. */
export const openApiDocument = (): Json => {
  const byPath = Map.groupBy(allEndpoints, ({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Customer 360',
      version: '1.0.0',
      description: 'The customer 360 of the newest published version of the lake, and what people do about it (docs/api.md).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { token: [] }],
    paths: Object.fromEntries(
      [...byPath].map(([path, endpoints]) => [
        path,
        Object.fromEntries(endpoints.map((endpoint) => [endpoint.method.toLowerCase(), operationOf(endpoint)])),
      ]),
    ),
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'A key made by `audit key create`' },
        token: { type: 'http', scheme: 'bearer', description: 'The same key, or a token of the OpenID Connect issuer' },
      },
      schemas: { Problem: problemSchema },
    },
  };
};
