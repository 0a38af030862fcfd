import { assert, quote } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import type { PageEntry } from './checkpoint.ts';

/** DuckDB's reader holds several of its buffers a page: small ones take a third of the memory, and no more time. */
const bufferBytes = 2 * 2 ** 20;

/** A column for the page a row came in, whatever the fields are called: no field of Salesforce begins with an underscore. */
const pathColumn = '_path';

/**
 * Rows of pages as text, in the columns asked for and `_by_api`, `_by_job`, `_by_page`. Bulk cannot tell the empty text from null: it is null.
 *
 * @param pathOf absolute path of a page @param pages some of one task
 */
export const pagesSql = (pages: readonly PageEntry[], fields: readonly string[], pathOf: (page: PageEntry) => string): string => {
  const alike = Map.groupBy(pages, ({ api, header }) => JSON.stringify([api, header]));
  const selects = [...alike.values()].map((group) => groupSql(group, fields, pathOf));
  return selects.length === 0 ? emptySql(fields) : selects.join('\nUNION ALL ');
};

const groupSql = (pages: readonly PageEntry[], fields: readonly string[], pathOf: (page: PageEntry) => string): string => {
  const [first] = pages;
  assert(first !== undefined, 'a group has a page');
  const places = pages.map(
    (page) =>
      `(${[pathOf(page), page.api].map(textLiteral).join(', ')}, ${page.job === null ? 'NULL' : textLiteral(page.job)}, ${page.page})`,
  );
  const columns = fields.map((field) => `r.${quote(field)}`);
  return `SELECT ${columns.join(', ')}, f._by_api, CAST(f._by_job AS VARCHAR) AS _by_job, CAST(f._by_page AS BIGINT) AS _by_page
FROM ${readerSql(pages.map(pathOf), first, Math.max(...pages.map(({ longest }) => longest)))} AS r
JOIN (VALUES ${places.join(', ')}) AS f (${pathColumn}, _by_api, _by_job, _by_page) USING (${pathColumn})`;
};

// Not in parallel within a page: a reader that starts in the middle has to guess whether a line break is inside quotes.
const readerSql = (paths: readonly string[], { api, header }: PageEntry, longest: number): string => {
  const types = header.map((name) => `${textLiteral(name)}: 'VARCHAR'`);
  const nulls = `nullstr = '', allow_quoted_nulls = ${api === 'bulk2'}`;
  return `read_csv([${paths.map(textLiteral).join(', ')}], auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
  ${nulls}, parallel = false, max_line_size = ${longest + 1}, buffer_size = ${Math.max(bufferBytes, 2 * longest)}, filename = ${textLiteral(pathColumn)}, columns = {${types.join(', ')}})`;
};

const emptySql = (fields: readonly string[]): string =>
  `SELECT ${fields.map((field) => `CAST(NULL AS VARCHAR) AS ${quote(field)}`).join(', ')}, CAST(NULL AS VARCHAR) AS _by_api,
CAST(NULL AS VARCHAR) AS _by_job, CAST(NULL AS BIGINT) AS _by_page WHERE FALSE`;
