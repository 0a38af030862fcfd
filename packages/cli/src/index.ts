export type { Effects, Output } from './context.ts';
export { pipelineJsonSchema } from './pipeline/pipeline-json-schema.ts';
export { run } from './program.ts';
