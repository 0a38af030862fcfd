/** Types of fields that hold a value of their own, in the words of a describe. */
export const keptTypes = [
  'string',
  'textarea',
  'picklist',
  'phone',
  'email',
  'url',
  'boolean',
  'int',
  'double',
  'currency',
  'percent',
  'date',
  'datetime',
] as const;

/** All types of fields. */
export type FieldType = 'id' | 'reference' | 'address' | 'base64' | (typeof keptTypes)[number];

/** One field of an object: what a describe says of it, and how its values are made. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly label: string;
  readonly nillable: boolean;
  /** Characters of text, 18 of ids; 0 of all else. */
  readonly length: number;
  /** Digits of numbers, and how many of them stand after the point. */
  readonly precision: number;
  readonly scale: number;
  readonly referenceTo: readonly string[];
  /** How a query walks from here to the object referred to: `Account` of `AccountId`. */
  readonly relationshipName: string | null;
  /** The compound field it is a part of. */
  readonly compoundFieldName: string | null;
  /** SQL of the value of row `i` (from 0), in words of the macros; earlier fields of the row are known by name. */
  readonly value: string | null;
  /** Whether rows can be written and deleted by it. */
  readonly externalId?: boolean;
  /** SQL of a field computed when asked for, `{t}` being the row: it changes with no stamp. */
  readonly formula: string | null;
}

/** One object of the organisation. */
export interface SObject {
  readonly name: string;
  readonly label: string;
  /** First three characters of its ids. */
  readonly keyPrefix: string;
  /** Rows it begins with. */
  readonly rows: number;
  /** SQL of values that fields are made of, by the name they are used under, in quotes. */
  readonly given: Readonly<Record<string, string>>;
  /** SQL: which of them exist; null for all. */
  readonly exists: string | null;
  /** False where Bulk API 2.0 refuses the object. */
  readonly bulk: boolean;
  /** False of objects without getDeleted and getUpdated. */
  readonly replicateable: boolean;
  readonly fields: readonly Field[];
  /** SQL of what an update sets, by field; `{n}` is the number of the change. */
  readonly updates: Readonly<Record<string, string>>;
}

/** Fields that every object has and nobody writes. */
export const systemFields: ReadonlySet<string> = new Set([
  'Id',
  'IsDeleted',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
]);

/** Fields that are columns of the object's table; the others are computed when asked for. */
export const storedFields = (object: SObject): readonly Field[] => object.fields.filter(({ value }) => value !== null);

const numeric = (field: Field): string => `DECIMAL(${Math.max(field.precision, 1)}, ${field.scale})`;

/** DuckDB's type of a stored field. */
export const columnType = (field: Field): string => {
  switch (field.type) {
    case 'boolean':
      return 'BOOLEAN';
    case 'int':
      return 'BIGINT';
    case 'double':
    case 'currency':
    case 'percent':
      return numeric(field);
    case 'date':
      return 'DATE';
    case 'datetime':
      return 'TIMESTAMP';
    default:
      return 'VARCHAR';
  }
};

/** SQL of a stored field's value in row `i`, of its type. */
export const valueSql = (field: Field): string => `CAST(${field.value} AS ${columnType(field)})`;
