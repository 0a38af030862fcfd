export { duckDbEngine } from './engine/duckdb/duckdb-engine.ts';
export type { Engine, EngineOptions, Session } from './engine/engine.ts';
