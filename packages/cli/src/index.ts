export type { Effects, Output } from './context.ts';
export { run } from './program.ts';
