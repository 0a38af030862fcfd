import { parseCondition, parsePath } from './parse-condition.ts';
import type { Ordering, Query, Selected } from './query.ts';
import { TokenReader } from './token-reader.ts';

const aggregates = new Set(['COUNT', 'COUNT_DISTINCT', 'MIN', 'MAX', 'SUM', 'AVG']);
const wholes = new Set(['ALL', 'STANDARD', 'CUSTOM']);

const parseCall = (reader: TokenReader, word: { readonly text: string; readonly at: number }): Selected => {
  const name = word.text.toUpperCase();
  if (name === 'FIELDS') {
    const which = reader.next();
    if (!wholes.has(which.text.toUpperCase())) throw reader.unexpected(which);
    reader.expect(')');
    return { kind: 'fields', which: which.text.toUpperCase() as 'ALL', at: word.at };
  }
  if (!aggregates.has(name)) throw reader.unexpected({ kind: 'word', ...word });
  const path = parsePath(reader);
  reader.expect(')');
  const alias = reader.peek().kind === 'word' && !reader.isAt('FROM') ? reader.next().text : null;
  return { kind: 'aggregate', name, path, alias };
};

const parseSelect = (reader: TokenReader): Query['select'] => {
  const items: Selected[] = [];
  do {
    const token = reader.peek();
    const path = parsePath(reader);
    if (!reader.take('(')) items.push({ kind: 'field', path });
    else if (items.length === 0 && token.text.toUpperCase() === 'COUNT' && reader.take(')')) return 'count';
    else items.push(parseCall(reader, token));
  } while (reader.take(','));
  return items;
};

const parseOrdering = (reader: TokenReader): Ordering => {
  const path = parsePath(reader);
  const descending = reader.take('DESC');
  if (!descending) reader.take('ASC');
  if (!reader.take('NULLS')) return { path, descending, nullsFirst: null };
  const nullsFirst = reader.take('FIRST');
  if (!nullsFirst) reader.expect('LAST');
  return { path, descending, nullsFirst };
};

const parseOrderBy = (reader: TokenReader): readonly Ordering[] => {
  if (!reader.take('ORDER')) return [];
  reader.expect('BY');
  const orderings = [parseOrdering(reader)];
  while (reader.take(',')) orderings.push(parseOrdering(reader));
  return orderings;
};

const parseCount = (reader: TokenReader): number => {
  const token = reader.next();
  if (token.kind !== 'number' || !/^\d+$/.test(token.text)) throw reader.unexpected(token);
  return Number(token.text);
};

/**
 * Reads the part of SOQL the simulator knows: fields (of related objects too), FIELDS(), COUNT(), aggregates without groups, WHERE,
 * ORDER BY, LIMIT, OFFSET.
 * @throws ApiRefusal MALFORMED_QUERY for all else
 */
export const parseQuery = (text: string): Query => {
  const reader = new TokenReader(text);
  reader.expect('SELECT');
  const select = parseSelect(reader);
  reader.expect('FROM');
  const object = reader.next();
  if (object.kind !== 'word' || object.text.includes('.')) throw reader.unexpected(object);
  const where = reader.take('WHERE') ? parseCondition(reader) : null;
  const orderBy = parseOrderBy(reader);
  const limit = reader.take('LIMIT') ? parseCount(reader) : null;
  const offsetAt = reader.peek().at;
  const offset = reader.take('OFFSET') ? { rows: parseCount(reader), at: offsetAt } : null;
  const rest = reader.peek();
  if (rest.kind !== 'end') throw reader.unexpected(rest);
  return { text, select, from: { name: object.text, at: object.at }, where, orderBy, limit, offset };
};
