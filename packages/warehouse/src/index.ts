export { duckDbEngine } from './engine/duckdb/duckdb-engine.ts';
export type { Engine, EngineOptions, Session } from './engine/engine.ts';
export { Lake, type LakeOptions } from './lake/lake.ts';
export type { LakeLock } from './lake/lake-lock.ts';
export type { Draft, Manifest, StepAccount } from './lake/manifest.ts';
export type { StageFolder } from './lake/stage-folder.ts';
export { type Change, type FileRef, filesOf, type Made, type TableState } from './lake/table-state.ts';
