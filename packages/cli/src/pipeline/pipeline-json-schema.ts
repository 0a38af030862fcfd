import { z } from 'zod';
import { pipelineSchema } from './pipeline-schema.ts';

/** The JSON Schema of `configs/pipelines/*.json`, for editors. */
export const pipelineJsonSchema = (): string =>
  JSON.stringify(z.toJSONSchema(pipelineSchema, { io: 'input', target: 'draft-07', reused: 'ref' }), null, 2);
