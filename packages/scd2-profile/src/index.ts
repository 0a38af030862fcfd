export { catalogCodes } from './1-standardize/catalogs/catalog-codes.ts';
export { standardizeDelivery, type StandardizeOptions } from './1-standardize/standardize-delivery.ts';
export { standardizedDelivery } from './1-standardize/standardized-delivery.ts';
export { type Feed, feeds } from './3-observe/observations.stage.ts';
export type { ProfileBatch } from './load/profile-batch.ts';
export type { LoadAccount } from './7-quality/load-account.ts';
export { loadProfileBatch, type ProfileLoad, type ProfileLoadOptions, type ProfileRun } from './load/load-profile-batch.ts';
export { answerCase, type ReplayAnswer, replayCase, type ReplayCase } from './replay/replay-case.ts';
