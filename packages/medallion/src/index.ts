export { filesSource } from './0-extract/files/files-source.ts';
export { findDeliveries } from './0-extract/files/find-deliveries.ts';
export { examineView, type ViewFinding } from './0-extract/postgres/examine-view.ts';
export { landView, type LandedView, type LandViewOptions } from './0-extract/postgres/land-view.ts';
export { openPostgres, type PostgresConnection, type PostgresOptions } from './0-extract/postgres/postgres-connection.ts';
export { checkSalesforce, type SalesforceFinding } from './0-extract/salesforce/check-salesforce.ts';
export { readCredentials } from './0-extract/salesforce/credentials.ts';
export { type ExtractOptions, extractSalesforce } from './0-extract/salesforce/extract-salesforce.ts';
export type { ExtractionSettings } from './0-extract/salesforce/extraction-settings.ts';
export { SalesforceClient, type SalesforceOptions } from './0-extract/salesforce/salesforce-client.ts';
export { salesforceSource, type SalesforceSourceOptions } from './0-extract/salesforce/salesforce-source.ts';
export { usualObjects } from './0-extract/salesforce/standard-objects.ts';
export { serverUrl } from './0-extract/salesforce/server-url.ts';
export { postgresSource } from './0-extract/postgres/postgres-source.ts';
export { type Drift, driftOf } from './1-bronze/drift.ts';
export { extractionClock } from './1-bronze/extraction-clock.ts';
export { knownSchemas, type KnownSchema } from './1-bronze/known-schemas.ts';
export type { ExtractionMetrics, LandedTable, SourceColumn } from './1-bronze/landed-table.ts';
export { type ExtractionRun, publishExtraction } from './1-bronze/publish-extraction.ts';
export { type PartitionOf, partitionOf } from './landing/partition-of.ts';
export type { Extracted } from './landing/extracted.ts';
export { objectKey } from './landing/object-key.ts';
export type { DescribedObject, ExtractPlace, ExtractRequest, PlannedTable, Source } from './landing/source.ts';
export { askRate, type RateAnswer, type RateQuestion } from './2-silver/currency/ask-rate.ts';
export { convertedAmountsStage } from './2-silver/currency/converted-amounts.stage.ts';
export type { ConversionRule, CurrencyRule } from './2-silver/currency/currency-rule.ts';
export { fetchRates } from './2-silver/currency/fetch-rates.ts';
export { fxConversionsStage } from './2-silver/currency/fx-conversions.stage.ts';
export { importRates, type RatesImport, type RatesRun } from './2-silver/currency/import-rates.ts';
export type { DeliverRates, RateSource } from './2-silver/currency/rates-delivery.ts';
export { ratesFile } from './2-silver/currency/rates-file.ts';
export { salesforceRates } from './2-silver/currency/salesforce-rates.ts';
export { shippedRates } from './2-silver/currency/shipped-rates.ts';
export { evaluateFiles } from './2-silver/linking/evaluate/evaluate-files.ts';
export type { Agreement, Evaluation, PairAgreement } from './2-silver/linking/evaluate/evaluate-masters.ts';
export { type LinkedLake, linkLake } from './2-silver/linking/lake/link-lake.ts';
export { linkingJsonSchema } from './2-silver/linking/linking-json-schema.ts';
export { type FilesToLink, type LinkedFiles, linkFiles, linksCsv, mastersCsv, reviewNdjson } from './2-silver/linking/link-files.ts';
export { linkReport, type LinkReport } from './2-silver/linking/link-report.ts';
export { type ManualLinks, noManualLinks, parseManualLinks, readManualLinks } from './2-silver/linking/manual/manual-links.ts';
export { readLinkingSettings, shippedLinkingSettings } from './2-silver/linking/read-settings.ts';
export type { LinkingSettings } from './2-silver/linking/settings.ts';
export { explainFiles, explainLake, type LinkExplanation, type LinkQuestion } from './2-silver/linking/explain/explain-links.ts';
export type { AccountExplanation } from './2-silver/linking/explain/account-explanation.ts';
export type { Contribution } from './2-silver/linking/explain/contribution.ts';
export type { ExplainedLink } from './2-silver/linking/explain/explained-link.ts';
export type {
  AllPairs,
  ExplainedAccount,
  ExplainedBridge,
  ExplainedValues,
  PairExplanation,
  Waterfall,
} from './2-silver/linking/explain/pair-explanation.ts';
export { countWords } from './2-silver/linking/names/count-words.ts';
export { takeApart, type NameParts } from './2-silver/linking/names/name-parts.ts';
export { encodeNames } from './2-silver/linking/similarity/encode-names.ts';
export { nameSimilarity } from './2-silver/linking/similarity/name-similarity.ts';
export { scorePairs } from './2-silver/linking/similarity/score-pairs.ts';
export { ScoringThreads } from './2-silver/linking/similarity/scoring-threads.ts';
export { type NewManualLink, withManualLink } from './2-silver/linking/manual/add-manual-link.ts';
export type { ReviewedAccount, ReviewItem } from './2-silver/linking/review/review-item.ts';
export { openItems, parseSkipped, type SkippedPair, withSkipped } from './2-silver/linking/review/skipped.ts';
export { questionsOfLake } from './2-silver/linking/review/questions-of-lake.ts';
export { explainColumn, type ColumnStory } from './2-silver/mapping/explain-column.ts';
export { mappedJob, type MappedJob } from './2-silver/mapping/mapped-job.ts';
export { mappingJsonSchema } from './2-silver/mapping/mapping-json-schema.ts';
export { readMapping, type ReadMapping } from './2-silver/mapping/read-mapping.ts';
export { shippedMapping } from './2-silver/mapping/shipped-mapping.ts';
export { shownStatement } from './2-silver/mapping/shown-statement.ts';
export { transformBronze, type Transformation, type TransformedTable, type TransformRun } from './2-silver/mapping/transform-bronze.ts';
