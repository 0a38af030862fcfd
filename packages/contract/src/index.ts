export { type ChangeTarget, isWebhookUrl, toldTarget, type ToldTarget } from './config/change-targets.ts';
export { byteSize } from './config/byte-size.ts';
export type { ConnectorSettings } from './config/connector-settings.ts';
export { type Config, type ConfigSources, loadConfig, type Resolved } from './config/load-config.ts';
export { readDeclaration, refusalOf } from './config/declaration-reader.ts';
export { type JsonFault, jsonPath } from './config/json-fault.ts';
export { isLoopback } from './config/loopback.ts';
export type { OperationalTable } from './config/operational-tables.ts';
export { projectFileName } from './config/project-file.ts';
export { parseNamedJson, readNamedFile } from './config/read-named-file.ts';
export { readSecret, Secret, secretVariables } from './config/secret.ts';
export { schemaFaults } from './config/schema-faults.ts';
export { environmentVariable, type SettingName, settingNames, settings } from './config/settings.ts';
export { callingCodes } from './country/calling-codes.ts';
export { countrySpellings } from './country/country-spellings.ts';
export { countryCurrencies } from './currency/country-currencies.ts';
export { currencyAliases, isCurrency, knownCurrencies, symbolCurrencies } from './currency/currency-codes.ts';
export { fixedConversions } from './currency/fixed-conversions.ts';
export {
  CustomerContract,
  type CustomerContractOptions,
  type Inspection,
  type RecordsOrigin,
  type SerialisedCustomer,
} from './customer/customer-contract.ts';
export type { Conflict, CustomerRecord, Lineage, MergedCustomer, Metadata, Provenance, RecordOrigin } from './customer/customer-record.ts';
export type { Json } from './customer/json.ts';
export { defaultSurvivorship, type SourcePriority, type SurvivorshipPolicy } from './customer/survivorship.ts';
export { assert, Assertion } from './errors/assertion.ts';
export { AuditError, type ExitCode, isRefusal } from './errors/audit-error.ts';
export { type CatalogFinding, CatalogInvalid } from './errors/catalog-invalid.ts';
export { catalogue, type CatalogueEntry } from './errors/catalogue.ts';
export { ConfigError, SecretInConfig } from './errors/config.ts';
export { DefinitionsInvalid, MappingInvalid, PipelineInvalid } from './errors/declaration-invalid.ts';
export { type BrokenGate, GateFailed, ReplayDiffers } from './errors/pipeline.ts';
export { ArrowRefused, DiskFull, EngineFailed, OutOfMemory, UpperChanged } from './errors/engine.ts';
export { errorsPage } from './errors/errors-page.ts';
export { ContentChanged, FileRefused, InputRefused, MixedCurrency, type Problem, problemsShown, problemText } from './errors/intake.ts';
export {
  CommitOutcomeUnknown,
  DamagedFile,
  DamagedLog,
  HeadMoved,
  LakeBusy,
  type LockHolder,
  NetworkDisk,
  StateBusy,
  UnknownVersion,
  WriteFailed,
} from './errors/lake.ts';
export { type ManualEntry, ManualContradiction } from './errors/linking.ts';

export { didYouMean, nearest, remedyFor } from './errors/nearest.ts';
export { BatchChanged, ChangesUntold, LoadTimeNotLater, ProfileInvariantBroken, TooManyMissing } from './errors/profile.ts';
export { type Reason, type ReasonCode, reasons } from './errors/reasons.ts';
export { shownValue } from './errors/shown-value.ts';
export { SourceAuthentication, SourceIncomplete, SourceQuota, SourceRefused, SourceUnavailable } from './errors/source.ts';
export { CheckFailed, ModelRefused, RowsUnaccounted, SchemaMismatch, UnknownTable } from './errors/stage.ts';
export { FileMissing, FileUnreadable, Interrupted, UsageError } from './errors/usage.ts';
export { type ChangedRate, RateMissing, RatesChanged, RateStale } from './errors/rates.ts';
export { nameUuid } from './ids/name-uuid.ts';
export { runId, runIdEntropyBytes } from './ids/run-id.ts';
export { sourceId } from './ids/source-id.ts';
export { trimId, trimmedCharacters } from './ids/trim-id.ts';
export { addExact, compareExact, type Exact, formatExact, multiplyExact, parseExact, roundExact } from './money/exact.ts';
export { minorUnits, unusualMinorUnits } from './money/minor-units.ts';
export { plainNumber } from './money/plain-number.ts';
export { evaluateRule, type RuleValue } from './rules/evaluate-rule.ts';
export { fitsRule, readRule } from './rules/read-rule.ts';
export { columnsOfRule, operators, type Rule, type RuleFault } from './rules/rule.ts';
export { ruleJsonSchema } from './rules/rule-json-schema.ts';
export { type RuleLeaves, ruleSql } from './rules/rule-sql.ts';
export { type RuleType, ruleTypeOf } from './rules/rule-type.ts';
export { contractTables } from './tables/catalogue.ts';
export { type Check, fingerprint, tableChecks } from './tables/checks.ts';
export {
  bool,
  type Column,
  type Columns,
  type ColumnType,
  date,
  type Decimal,
  decimal,
  float64,
  int32,
  int64,
  type IsoDate,
  list,
  type Micros,
  type Pii,
  type RowOf,
  type Scalar,
  struct,
  text,
  timestamp,
  type Value,
} from './tables/column.ts';
export { type Granularity, granularities, customerPeriods } from './tables/customer-periods.ts';
export { customerConflicts, customerRecords, customers } from './tables/customers.ts';
export { declaredTable } from './tables/declared-table.ts';
export type { TableDeclaration } from './tables/table-declaration.ts';
export { ddl, type EngineName, sqlType } from './tables/ddl.ts';
export { type ColumnsOf, defineTable, type Layer, qualifiedName, type Row, type Table } from './tables/define-table.ts';
export { dictionary } from './tables/dictionary.ts';
export { extractionMetrics, sourceSchemas } from './tables/extraction.ts';
export { fxConversions, fxRates } from './tables/fx.ts';
export {
  accountLinkReview,
  accountLinks,
  accountMasterMembers,
  accountMasters,
  customerXref,
  masterIds,
  linkModel,
  linkAccounts,
  linkNames,
  linkTies,
  linkValues,
} from './tables/linking.ts';
export {
  businessMetrics,
  customerAlerts,
  customerDataGaps,
  customerRecommendations,
  relatedRecords,
  customerScoreHistory,
  customerTimeline,
  goldLineage,
  metricsMonthly,
  pipelineHealth,
} from './tables/gold.ts';
export { inputFiles, quarantine } from './tables/ops.ts';
export { orders } from './tables/orders.ts';
export { gateResults } from './tables/pipeline.ts';
export { qualityProfile, transformMetrics } from './tables/quality.ts';
export { personalClass } from './tables/personal-column.ts';
export { quote } from './tables/quote.ts';
export { grownShape, type SourceField, type SourceShape, untyped } from './tables/source-shape.ts';
export { bronzeNames, lineageColumns, sourceTable } from './tables/source-table.ts';
export { transactionLines } from './tables/transaction-lines.ts';
export { formatInstant, instantOf, parseInstant, type ParsedInstant } from './time/instant.ts';
export { addDays } from './time/add-days.ts';
export { isDay } from './time/is-day.ts';
export { type ScannedInstant, scanIsoInstant } from './time/iso-instant.ts';
export { utcOfWallClock, wallClock, type WallMicros } from './time/wall-clock.ts';
export { zoneName } from './time/zone.ts';
