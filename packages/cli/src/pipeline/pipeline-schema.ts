import { isWebhookUrl, toldTarget } from '@audit/contract';
import { z } from 'zod';
import { gateSchema } from './gates/gate-schema.ts';
import { steps } from './steps.ts';

type Steps = (typeof steps)[number];
type OptionsOf = { readonly [S in Steps as S['name']]: S['options'] };
const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/);

/** Where events of OpenLineage go. */
const openLineage = z
  .strictObject({
    /** Lines are added to it. */
    file: z.string().min(1).optional(),
    /** Endpoint, such as https://host/api/v1/lineage. */
    url: z.string().refine(isWebhookUrl, 'Give an address with https, or http to this machine, without a password').optional(),
    /** Variable with the key that is sent as a bearer token. */
    api_key_env: variable.optional(),
    /** Namespace of jobs. */
    namespace: z.string().min(1).default('audit'),
  })
  .refine(({ file, url }) => file !== undefined || url !== undefined, 'Say file, url, or both');

/** `configs/pipelines/<name>.json`. */
export const pipelineSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(1).default(1),
  description: z.string().optional(),
  /** Only the steps that stand here run. */
  steps: z.strictObject(
    Object.fromEntries(steps.map(({ name, options }) => [name, (options as z.ZodType).optional()])) as unknown as {
      readonly [N in keyof OptionsOf]: z.ZodOptional<OptionsOf[N]>;
    },
  ),
  gates: z
    .array(gateSchema)
    .refine((gates) => new Set(gates.map(({ name }) => name)).size === gates.length, 'Each gate needs a name of its own')
    .readonly()
    .default([]),
  outputs: z
    .strictObject({
      /** Folder for the report of each run, HTML and JSON. */
      report: z.string().min(1).optional(),
      openlineage: openLineage.optional(),
      /** Who is told of a run that failed. */
      on_failure: z.array(toldTarget).readonly().default([]),
    })
    .prefault({}),
});

export type Pipeline = z.output<typeof pipelineSchema>;
