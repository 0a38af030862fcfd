import type { Field, FieldType } from './sobject.ts';

type Details = Partial<Omit<Field, 'name' | 'type' | 'value'>>;

const labelOf = (name: string): string =>
  name
    .replace(/__c$/, '')
    .replaceAll('_', ' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2');

/** A field with what is usual of it. */
export const field = (name: string, type: FieldType, value: string | null, details: Details = {}): Field => ({
  name,
  type,
  label: labelOf(name),
  nillable: true,
  length: 0,
  precision: 0,
  scale: 0,
  referenceTo: [],
  relationshipName: null,
  compoundFieldName: null,
  formula: null,
  value,
  ...details,
});

export const text = (name: string, length: number, value: string, details: Details = {}): Field =>
  field(name, 'string', value, { length, ...details });
export const picklist = (name: string, value: string, details: Details = {}): Field =>
  field(name, 'picklist', value, { length: 255, ...details });
export const textarea = (name: string, length: number, value: string, details: Details = {}): Field =>
  field(name, 'textarea', value, { length, ...details });
export const checkbox = (name: string, value: string): Field => field(name, 'boolean', value, { nillable: false });
export const date = (name: string, value: string, details: Details = {}): Field => field(name, 'date', value, details);
export const datetime = (name: string, value: string, details: Details = {}): Field => field(name, 'datetime', value, details);
export const int = (name: string, value: string): Field => field(name, 'int', value);
export const currency = (name: string, value: string): Field => field(name, 'currency', value, { precision: 18, scale: 2 });
export const double = (name: string, scale: number, value: string): Field => field(name, 'double', value, { precision: 18, scale });
export const percent = (name: string, value: string): Field => field(name, 'percent', value, { precision: 5, scale: 2 });

/** A look-up; `AccountId` is walked as `Account`, `Account__c` as `Account__r`. */
export const reference = (name: string, to: string | readonly string[], value: string, details: Details = {}): Field =>
  field(name, 'reference', value, {
    length: 18,
    referenceTo: typeof to === 'string' ? [to] : to,
    relationshipName: name.endsWith('__c') ? name.replace(/__c$/, '__r') : name.replace(/Id$/, ''),
    ...details,
  });

/** A field that is computed when asked for (`calculated` in a describe). */
export const formula = (made: Field, sql: string): Field => ({ ...made, value: null, formula: sql });
