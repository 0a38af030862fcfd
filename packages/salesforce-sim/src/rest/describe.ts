import { createHash } from 'node:crypto';
import type { Organisation } from '../organisation/organisation.ts';
import { type Field, type SObject, systemFields } from '../organisation/sobject.ts';

const soapTypes: Readonly<Record<string, string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  address: 'urn:address',
  base64: 'xsd:base64Binary',
};
const unfiltered = new Set(['textarea', 'address', 'base64']);

const fieldDescribe = (field: Field): Readonly<Record<string, unknown>> => {
  const written = field.value !== null && !systemFields.has(field.name);
  const compared = !unfiltered.has(field.type);
  return {
    aggregatable: compared,
    autoNumber: false,
    byteLength: field.length * 3,
    calculated: field.formula !== null,
    calculatedFormula: null,
    caseSensitive: false,
    compoundFieldName: field.compoundFieldName,
    createable: written,
    custom: field.name.endsWith('__c'),
    defaultedOnCreate: !field.nillable,
    deprecatedAndHidden: false,
    digits: field.type === 'int' ? 9 : 0,
    encrypted: false,
    externalId: field.externalId === true,
    filterable: compared,
    groupable: compared && field.type !== 'double' && field.type !== 'currency',
    idLookup: field.type === 'id' || field.externalId === true,
    label: field.label,
    length: field.length,
    name: field.name,
    nameField: field.name === 'Name',
    nillable: field.nillable,
    picklistValues: [],
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.precision,
    queryByDistance: false,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    restrictedPicklist: false,
    scale: field.scale,
    soapType: soapTypes[field.type] ?? 'xsd:string',
    sortable: compared,
    type: field.type,
    unique: field.type === 'id' || field.externalId === true,
    updateable: written,
  };
};

const childRelationships = (organisation: Organisation, object: SObject): readonly unknown[] =>
  [...organisation.objects.values()].flatMap((child) =>
    child.fields
      .filter(({ referenceTo }) => referenceTo.includes(object.name))
      .map((field) => ({
        cascadeDelete: false,
        childSObject: child.name,
        deprecatedAndHidden: false,
        field: field.name,
        relationshipName: null,
      })),
  );

/** What `/sobjects` says of an object. */
export const briefDescribe = (object: SObject, base: string): Readonly<Record<string, unknown>> => {
  const path = `${base}/sobjects/${object.name}`;
  return {
    activateable: false,
    createable: true,
    custom: object.name.endsWith('__c'),
    customSetting: false,
    deletable: true,
    deprecatedAndHidden: false,
    keyPrefix: object.keyPrefix,
    label: object.label,
    labelPlural: `${object.label}s`,
    layoutable: true,
    mergeable: false,
    name: object.name,
    queryable: true,
    replicateable: object.replicateable,
    retrieveable: true,
    searchable: true,
    triggerable: true,
    undeletable: true,
    updateable: true,
    urls: { sobject: path, describe: `${path}/describe`, rowTemplate: `${path}/{ID}` },
  };
};

/** What `/sobjects/X/describe` says. */
export const fullDescribe = (organisation: Organisation, object: SObject, base: string): Readonly<Record<string, unknown>> => ({
  ...briefDescribe(object, base),
  childRelationships: childRelationships(organisation, object),
  fields: object.fields.map(fieldDescribe),
  recordTypeInfos: [],
});

/** Tag of an answer: the same until a word of it changes. */
export const etagOf = (body: string): string => `"${createHash('md5').update(body).digest('base64url')}--gzip"`;
