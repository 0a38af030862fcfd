import { parseInstant } from '@audit/contract';
import type { Condition, Literal, Operator, Path } from './query.ts';
import { malformed } from './token.ts';
import type { TokenReader } from './token-reader.ts';

const comparisons: Readonly<Record<string, Operator>> = { '=': '=', '!=': '!=', '<>': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' };

/** `LAST_N_DAYS:30` comes as three pieces. */
const parseRelative = (reader: TokenReader, word: string, at: number): Literal => {
  const name = word.toUpperCase();
  if (['TODAY', 'YESTERDAY', 'TOMORROW'].includes(name)) return { kind: 'relative', text: name, at };
  if (!['LAST_N_DAYS', 'NEXT_N_DAYS'].includes(name) || !reader.take(':')) throw reader.unexpected({ kind: 'word', text: word, at });
  const count = reader.next();
  if (count.kind !== 'number' || !/^\d+$/.test(count.text)) throw reader.unexpected(count);
  return { kind: 'relative', text: `${name}:${count.text}`, at };
};

const parseLiteral = (reader: TokenReader): Literal => {
  const token = reader.next();
  const { kind, text, at } = token;
  if ((kind === 'date' || kind === 'datetime') && parseInstant(text) === undefined)
    throw malformed(reader.text, at, `invalid ${kind}: ${text}`);
  if (kind === 'string' || kind === 'number' || kind === 'date' || kind === 'datetime') return { kind, text, at };
  if (kind !== 'word') throw reader.unexpected(token);
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return { kind: 'boolean', text: word, at };
  return word === 'null' ? { kind: 'null', text: word, at } : parseRelative(reader, text, at);
};

const parseList = (reader: TokenReader): readonly Literal[] => {
  reader.expect('(');
  const values = [parseLiteral(reader)];
  while (reader.take(',')) values.push(parseLiteral(reader));
  reader.expect(')');
  return values;
};

export const parsePath = (reader: TokenReader): Path => {
  const token = reader.next();
  if (token.kind !== 'word') throw reader.unexpected(token);
  return { names: token.text.split('.'), at: token.at };
};

const parseComparison = (reader: TokenReader): Condition => {
  const path = parsePath(reader);
  if (reader.take('NOT')) {
    reader.expect('IN');
    return { kind: 'compare', path, operator: 'NOT IN', values: parseList(reader) };
  }
  if (reader.take('IN')) return { kind: 'compare', path, operator: 'IN', values: parseList(reader) };
  if (reader.take('LIKE')) return { kind: 'compare', path, operator: 'LIKE', values: [parseLiteral(reader)] };
  const token = reader.next();
  const operator = comparisons[token.text];
  if (token.kind !== 'symbol' || operator === undefined) throw reader.unexpected(token);
  return { kind: 'compare', path, operator, values: [parseLiteral(reader)] };
};

const parseSingle = (reader: TokenReader): Condition => {
  if (reader.take('NOT')) return { kind: 'not', part: parseSingle(reader) };
  if (!reader.take('(')) return parseComparison(reader);
  const inner = parseCondition(reader);
  reader.expect(')');
  return inner;
};

/** AND and OR do not mix without parentheses: the real one refuses it too, as the piece after a condition. */
export const parseCondition = (reader: TokenReader): Condition => {
  const parts = [parseSingle(reader)];
  const kind = reader.isAt('OR') ? 'or' : 'and';
  while (reader.take(kind === 'or' ? 'OR' : 'AND')) parts.push(parseSingle(reader));
  return parts.length === 1 ? parts[0]! : { kind, parts };
};
