import { openApiDocument } from '@audit/api';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Got } from './served-lake.fixture.ts';

interface Operation {
  /** Tells the scope it needs. */
  readonly description?: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>>;
  readonly security?: readonly object[];
}
/** For tests: what the OpenAPI document says. */
export const document = openApiDocument() as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: { readonly Problem: object } };
};
/** Every route of it. */
export const operations = Object.entries(document.paths).flatMap(([path, own]) =>
  Object.entries(own).map(([method, operation]) => ({ path, method, operation })),
);
/** A schema of it, to hold an answer to. */
export const schemaOf = (schema: object) => z.fromJSONSchema(schema as never);
const problemSchema = schemaOf(document.components.schemas.Problem);

/** What is told of a problem, once it is one as the document describes it. */
export const problem = ({ status, headers, json }: Got): readonly [number, string] => {
  expect(headers.get('content-type')).toContain('application/problem+json');
  problemSchema.parse(json);
  const told = json as { readonly code: string; readonly status: number; readonly request_id: string };
  expect([told.status, told.request_id]).toEqual([status, headers.get('x-request-id')]);
  return [status, told.code];
};

/** What tests look at of a customer. */
export interface CustomerDocument {
  readonly accounts: readonly object[];
  readonly metrics: readonly { readonly name: string; readonly value: unknown; readonly reason: unknown; readonly reason_text: unknown }[];
  readonly scores: readonly {
    readonly name: string;
    readonly value: number;
    readonly shown: number;
    readonly band: string;
    readonly parts: readonly { readonly points: number | null }[];
  }[];
  readonly courses: readonly { readonly metric: string; readonly points: readonly object[] }[];
}
