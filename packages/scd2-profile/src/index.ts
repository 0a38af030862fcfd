export { type Feed, feeds } from './3-observe/observations.stage.ts';
export type { ProfileBatch } from './3-observe/profile-batch.ts';
export type { LoadAccount } from './7-quality/load-account.ts';
export { loadProfileBatch, type ProfileLoad, type ProfileLoadOptions, type ProfileRun } from './load-profile-batch.ts';
