import type { Organisation } from '../organisation/organisation.ts';
import type { Compile } from './result-set.ts';
import { plainText } from './value-sql.ts';

/** One value as JSON: numbers and booleans bare, all else quoted. */
const jsonOf = (value: string | null, bare: boolean): string => (value === null ? 'null' : bare ? value : JSON.stringify(value));
const quotedTypes = new Set(['id', 'reference', 'string', 'textarea', 'picklist', 'phone', 'email', 'url', 'date', 'datetime']);

/** How many rows a query finds. */
export const countRows = async (organisation: Organisation, compile: Compile): Promise<number> =>
  await organisation.read(compile().objects, async (session) => {
    const query = compile();
    const rows = query.range === '' ? `SELECT 1 ${query.rows}` : `SELECT 1 ${query.rows} ORDER BY ${query.orderBy} ${query.range}`;
    await session.execute(`CREATE TEMP TABLE "counted" AS SELECT COUNT(*) AS n FROM (${rows})`, query.values);
    return Number((await session.evidence('SELECT n FROM "counted"', 1))[0]?.['n']);
  });

/** The one record of aggregates, as JSON. */
export const aggregateRecord = async (organisation: Organisation, compile: Compile): Promise<string> =>
  await organisation.read(compile().objects, async (session) => {
    const query = compile();
    const values = query.aggregates.map(({ sql, field }, i) => `${field === null ? sql : plainText(field, sql, '+0000')} AS "a${i}"`);
    await session.execute(`CREATE TEMP TABLE "aggregated" AS SELECT ${values.join(', ')} ${query.rows}`, query.values);
    const [row] = await session.evidence('SELECT * FROM "aggregated"', 1);
    const members = query.aggregates.map(
      ({ name, field }, i) => `${JSON.stringify(name)}:${jsonOf(row?.[`a${i}`] ?? null, field === null || !quotedTypes.has(field.type))}`,
    );
    return `{"attributes":{"type":"AggregateResult"},${members.join(',')}}`;
  });
