export { bindCatalogCodes } from './1-standardize/catalogs/bind-catalog-codes.ts';
export { catalogCodes } from './1-standardize/catalogs/catalog-codes.ts';
export { catalogOf } from './1-standardize/catalogs/catalog-of.ts';
export type { Catalog, CatalogValue } from './1-standardize/catalogs/catalog.ts';
export { codesOfRun } from './1-standardize/catalogs/codes-of-run.ts';
export { shippedCatalogs } from './1-standardize/catalogs/shipped-catalogs.ts';
export { standardizeDelivery, type StandardizeOptions } from './load/standardize-delivery.ts';
export { standardizedDelivery } from './tables/standardized-delivery.ts';
export { type Channel, type Feed, feeds, observationsStage } from './3-observe/observations.stage.ts';
export { standardizedDeliveryStage } from './2-hash/standardized-delivery.stage.ts';
export { judgedCorrectionsStage } from './1-standardize/judged-corrections.stage.ts';
export { standardizedRecordsStage } from './1-standardize/standardized-records.stage.ts';
export { believedVersionsStage } from './4-history/believed-versions.stage.ts';
export { correctedObservationsStage } from './4-history/corrected-observations.stage.ts';
export { dimensionRowsStage } from './4-history/dimension-rows.stage.ts';
export { revisionRowsStage } from './4-history/revision-rows.stage.ts';
export { standingObservationsStage } from './4-history/standing-observations.stage.ts';
export { upheldObservationsStage } from './4-history/upheld-observations.stage.ts';
export { versionChangesStage } from './4-history/version-changes.stage.ts';
export { profileMemberStages } from './5-bridge/profile-members.stage.ts';
export { noProfiles } from './no-profiles.ts';
export { hashVersionOf } from './canonical/hash-version.ts';
export { auditEventsStage } from './6-audit-event/audit-events.stage.ts';
export { type LoadAccount } from './7-quality/load-account.ts';
export type { ContactAccount, ContactBatch, ContactLoad } from './contact/contact-batch.ts';
export { contactObservationsStage } from './contact/contact-observations.stage.ts';
export { contactVersionsStage } from './contact/contact-versions.stage.ts';
export { loadContactBatch } from './contact/load-contact-batch.ts';
export {
  beforeAllEvents,
  type ContactQuestion,
  type EventPlace,
  type PointInTime,
  type ProfileQuery,
  ProfileReader,
} from './8-point-in-time/profile-reader.ts';
export { buildProfileKpis, type ProfileKpiOptions } from './9-kpi/build-profile-kpis.ts';
export { type QuarterChoice, type QuarterKpis, readProfileKpis } from './9-kpi/read-profile-kpis.ts';
export { profileKpiPartsStage } from './9-kpi/profile-kpi-parts.stage.ts';
export { profileKpisStage } from './9-kpi/profile-kpis.stage.ts';
export { profileQuartersStage } from './9-kpi/profile-quarters.stage.ts';
export { loadProfileBatch, type ProfileLoad, type ProfileLoadOptions, type ProfileRun } from './load/load-profile-batch.ts';
export type { MissingPolicy } from './load/missing-customers.ts';
export { type HashEngine, hashEngines, hashSql } from './canonical/hash-sql.ts';
export type { ProfileBatch } from './load/profile-batch.ts';
export { answerCase, type ReplayAnswer, replayCase, type ReplayCase } from './replay/replay-case.ts';
export { type Rebuilt, rebuildProfiles } from './rebuild/rebuild-profiles.ts';
export { type Rehash, rehashPlan, rehashProfiles } from './rehash/rehash-profiles.ts';
export { profileVersions } from './tables/profile-versions.ts';
export { type BrokenLaw, type HistoryReport, verifyHistory } from './verify/verify-history.ts';
