/** What the customer profile is agreed on: `@audit/contract/profile`. */
export {
  type EnumAttribute,
  enumAttributes,
  type HashVersion,
  hashVersions,
  localNameAttributes,
  nameAttributes,
  type OtherAttribute,
  otherAttributes,
  type ScalarAttribute,
  scalarAttributes,
  type SetAttribute,
  setAttributes,
} from './tables/profile/attributes.ts';
export { customerProfileStandardized, deliveredColumns } from './tables/profile/bronze.ts';
export { correctionColumns, deliveredCorrections, profileCorrections } from './tables/profile/corrections.ts';
export {
  contactBatches,
  contactLimits,
  contactObservations,
  customerContactInfo,
  deliveredContactColumns,
  deliveredContacts,
} from './tables/profile/contact.ts';
export {
  dimCustomer,
  dimCustomerProfile,
  incomeSourceBridge,
  investmentPurposeBridge,
  profileAuditEvents,
  profileObservations,
  profileRevisions,
} from './tables/profile/history.ts';
export {
  completenessItems,
  type ProfileKpiName,
  profileKpiMeanings,
  profileKpiParts,
  profileKpis,
  profileQuarters,
} from './tables/profile/kpi.ts';
export { accessLog, profileBatches, profileIdentities, profileMonitor, profileState } from './tables/profile/ops.ts';
export { profileScalars, profileSets, profileTypeOne } from './tables/profile/profile-columns.ts';
export { leastParity, type LayerParity, schemaParity } from './tables/profile/schema-parity.ts';
export { standardizedProfiles } from './tables/profile/silver.ts';
export {
  hasOther,
  optionalViewColumns,
  upstreamViewColumns,
  upstreamViewName,
  upstreamViewNames,
  type ViewColumn,
  type ViewColumnName,
  type ViewKind,
  viewKind,
} from './tables/profile/upstream-view.ts';
