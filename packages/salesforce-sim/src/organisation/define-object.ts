import { checkbox, datetime, field, reference } from './field.ts';
import type { Field, SObject } from './sobject.ts';

interface Definition {
  readonly name: string;
  readonly label?: string;
  readonly keyPrefix: string;
  readonly rows: number;
  readonly fields: readonly Field[];
  readonly given?: Readonly<Record<string, string>>;
  readonly exists?: string;
  readonly bulk?: boolean;
  readonly replicateable?: boolean;
  readonly updates?: Readonly<Record<string, string>>;
  /** SQL of when row `i` was created; by default within the last three years. */
  readonly created?: string;
  /** One in how many rows lies in the recycle bin from the beginning; by default none. */
  readonly deletedOneIn?: number;
  /** How many users there are: whoever created and changed rows is one of them. */
  readonly users: number;
}

/** The moment between its creation and the beginning when a row was last changed. */
const changed = (name: string): string =>
  `date_trunc('second', "CreatedDate" + to_seconds(CAST(GREATEST(0, date_diff('second', "CreatedDate", org_now() - INTERVAL 1 HOUR)) * (below(i, 'changed ${name}', 1000) / 1000.0) AS BIGINT)))`;

/** Rows written by one load share a stamp to the second: a third of them do. */
const stamp = (name: string): string =>
  `CASE WHEN one_in(i, 'load ${name}', 3) THEN GREATEST("CreatedDate", date_trunc('hour', "_changed")) ELSE "_changed" END`;

/** An object with the fields that all have. Its rows in the recycle bin got there in the last ten days. */
export const defineObject = (definition: Definition): SObject => {
  const { name, users, created = `org_now() - to_seconds(86400 + below(i, 'created ${name}', 94608000))`, deletedOneIn } = definition;
  const system = [
    datetime('CreatedDate', `date_trunc('second', ${created})`, { nillable: false }),
    reference('CreatedById', 'User', `sf_id('005', below(i, 'creator', ${users}))`, { nillable: false }),
    checkbox('IsDeleted', deletedOneIn === undefined ? 'FALSE' : `one_in(i, 'deleted ${name}', ${deletedOneIn})`),
    datetime(
      'LastModifiedDate',
      `CASE WHEN "IsDeleted" THEN GREATEST("CreatedDate", org_now() - to_seconds(3600 + below(i, 'binned', 864000))) ELSE ${stamp(name)} END`,
      { nillable: false },
    ),
    reference('LastModifiedById', 'User', `sf_id('005', below(i, 'modifier', ${users}))`, { nillable: false }),
    datetime('SystemModstamp', '"LastModifiedDate"', { nillable: false }),
  ];
  return {
    name,
    label: definition.label ?? name.replace(/__c$/, ''),
    keyPrefix: definition.keyPrefix,
    rows: definition.rows,
    given: { ...definition.given, _changed: changed(name) },
    exists: definition.exists ?? null,
    bulk: definition.bulk ?? true,
    replicateable: definition.replicateable ?? true,
    fields: [field('Id', 'id', `sf_id('${definition.keyPrefix}', i)`, { length: 18, nillable: false }), ...definition.fields, ...system],
    updates: definition.updates ?? {},
  };
};
