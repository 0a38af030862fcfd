import { trimmedCharacters } from '@audit/contract';
import {
  deliveredColumns,
  hasOther,
  upstreamViewColumns,
  upstreamViewName,
  upstreamViewNames,
  type ViewColumn,
  type ViewColumnName,
} from '@audit/contract/profile';

const schema = upstreamViewName.split('.')[0] ?? '';
const mapped = `${schema}.customer_profile_mapped`;

/** Type of section 18 of the law. */
const lawType = (column: ViewColumn): string => {
  switch (column.form) {
    case 'date':
      return 'DATE';
    case 'instant':
      return 'TIMESTAMP';
    case 'list':
      return 'TEXT';
    default:
      return `VARCHAR(${column.width})`;
  }
};

const rule = (name: ViewColumnName): string => {
  const column = upstreamViewColumns[name];
  switch (column.form) {
    case 'id':
      return 'Unique, not null, trimmed. Compared exactly: `007` is not `7`';
    case 'evidence':
      return 'Trimmed, upper case';
    case 'name':
      return 'Trimmed, case as it is';
    case 'code':
      return `Code of \`${column.catalog}\`${column.values === undefined ? '' : `: ${column.values}`}. ${hasOther(name) ? `Not in the catalog: OTHER with the text in \`${name}_other\`, UNKNOWN without one` : 'Not in the catalog: UNKNOWN; there is no OTHER'}`;
    case 'other':
      return `Trimmed free text, only where \`${column.of}\` is OTHER, else null`;
    case 'list':
      return `Codes of \`${column.catalog}\` separated by |, each once, sorted by bytes; null for none`;
    case 'date':
      return 'Gregorian; null when not known';
    case 'instant':
      return 'UTC, to the microsecond. Moves with every change of any column above, members of lists included';
  }
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** `docs/upstream/customer_profile_requirements.md`: what the owner of the source is asked for. */
const requirements = (): string => {
  const rows = upstreamViewNames.map(
    (name, at) =>
      `| ${at + 1} | \`${name}\` | ${lawType(upstreamViewColumns[name])} | ${cell(deliveredColumns[name].description)} | ${cell(rule(name))} |`,
  );
  return [
    '# Customer profile: what the upstream view must be',
    'Generated from the table contract (`packages/contract/src/tables/profile`) by `npm run docs`; do not edit.',
    `The owner of the operational database creates the view \`${upstreamViewName}\` (another name: setting \`opdb.view\`). We read it, as it is, in one snapshot, and write nothing.`,
    '## Columns',
    ['| # | column | type | is | rule |', '|--:|---|---|---|---|', ...rows].join('\n'),
    [
      '- Names and kinds of type (text, date, time) are fixed, the order is not; a missing or wrongly typed column refuses the whole load. Further columns are left where they are and named.',
      '- Lengths bound the values, not the type: declare text columns `varchar` or `text`. A cast to `varchar(50)` cuts longer values without a word, and a customer id that was cut is another customer. Longer values are reported; a longer customer id is refused.',
      '- `nationality` and `income_country` are 7 long, not 2 as the founding document says: OTHER and UNKNOWN must fit.',
      '- Two columns may be there besides: `evidence_type` (kind of evidence, such as NATIONAL_ID), and `op` (DELETE for a deleted customer, else null).',
    ].join('\n'),
    '## Rules for values',
    [
      '- **One row a customer**, the state of now. `customer_id` is never null or blank and never there twice.',
      '- **Trimmed**: no white space at either end of any text, tabs, no-break and zero-width spaces included. SQL’s `TRIM` takes away blanks only; the DDL beside this page has what is needed. A text of nothing is null.',
      '- **Codes** are upper case: `^[A-Z][A-Z0-9_]*$`. What the source calls otherwise is mapped to a code of the catalog; what is in no catalog becomes OTHER where there is free text for it, else UNKNOWN. Rows are never left out for a bad value. A value that is not known at all is null.',
      '- **OTHER** always has its text, and the text is there with OTHER only.',
      '- **Lists** are one text: `DIVIDEND|RENTAL|SALARY`. Sorted by bytes (`COLLATE "C"`), each member once.',
      '- **last_modified_ts** decides from when a change is valid. A change that does not move it is still found, and dated by that older time.',
      '- The database is UTF-8. The user of the view needs `USAGE` on its schema and `SELECT` on the view, nothing more.',
    ].join('\n'),
    '## The view',
    `[customer-profile-view.sql](customer-profile-view.sql) is the view for PostgreSQL. It applies the rules that are the same everywhere; what is particular to a bank stands in one view before it, \`${mapped}\`, which joins the operational tables and maps their codes. [fixtures/opdb](../../fixtures/opdb/SOURCE.md) is a bank in small on which both run.`,
    '## Acceptance',
    '`audit doctor --source opdb` checks all of this on the view itself, value by value, and says what is wrong where. It reads `AUDIT_OPDB_URL` (`postgresql://user:password@host:5432/database`, or `AUDIT_OPDB_URL_FILE`), exits 0 when the view is as described here and 3 when it is not.',
  ].join('\n\n');
};

/** Every character by its code point, so that the invisible ones can be read. */
const trimSet = Array.from(trimmedCharacters)
  .map((char) => `\\${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`)
  .join('');

const expression = (name: ViewColumnName): string => {
  const column = upstreamViewColumns[name];
  const trimmed = `${schema}.trimmed(m.${name})`;
  switch (column.form) {
    case 'id':
    case 'name':
      return `${trimmed}::varchar`;
    case 'evidence':
    case 'code':
      return `upper(${trimmed})::varchar`;
    case 'other':
      return `CASE WHEN upper(${schema}.trimmed(m.${column.of})) = 'OTHER' THEN ${trimmed} END::varchar`;
    case 'list':
      return `${schema}.sorted_list(m.${name})`;
    case 'date':
      return `m.${name}::date`;
    case 'instant':
      return `m.${name}::timestamp`;
  }
};

/** `docs/upstream/customer-profile-view.sql`. */
const viewDdl = (): string => {
  const columns = upstreamViewNames.map((name) => {
    const column = upstreamViewColumns[name];
    return { sql: `${expression(name)} AS ${name}`, note: lawType(column) };
  });
  const lines = columns.map(({ sql, note }, at) => `  ${sql}${at + 1 < columns.length ? ',' : ''} -- ${note}`);
  return `-- ${upstreamViewName} for PostgreSQL 12 or newer, in a database in UTF-8.
-- Generated from the table contract by \`npm run docs\`; do not edit. The rules: customer_profile_requirements.md.
--
-- Yours to write before it: ${mapped}, one row a customer, with the columns named below as m.<column>: texts as they
-- are, codes already those of the catalogs (OTHER with a text, UNKNOWN without), birthdate a date, last_modified_ts a time in UTC, and
-- both lists text[] in any order.

-- Without white space at the ends, that of Unicode included; null where nothing is left.
CREATE OR REPLACE FUNCTION ${schema}.trimmed(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT nullif(btrim(value, U&'${trimSet}'), '')
$$;

-- Codes in one text: upper case, each once, by bytes; null where there are none.
CREATE OR REPLACE FUNCTION ${schema}.sorted_list(members text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(code, '|' ORDER BY code COLLATE "C")
  FROM (SELECT DISTINCT upper(${schema}.trimmed(member)) AS code FROM unnest(members) AS given (member)) AS codes
  WHERE code IS NOT NULL
$$;

-- Text is varchar without a length: a cast to a length would cut longer values without a word.
CREATE OR REPLACE VIEW ${upstreamViewName} AS
SELECT
${lines.join('\n')}
FROM ${mapped} AS m;
`;
};

/** What the owner of the source is given: the requirements, and the view itself. */
export const upstreamPages = (): readonly (readonly [path: string, text: string])[] => [
  ['docs/upstream/customer_profile_requirements.md', requirements()],
  ['docs/upstream/customer-profile-view.sql', viewDdl()],
];
