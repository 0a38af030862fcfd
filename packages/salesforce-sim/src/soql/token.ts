import { ApiRefusal } from '../http/api-refusal.ts';

export type TokenKind = 'word' | 'string' | 'number' | 'date' | 'datetime' | 'symbol' | 'end';

/** A piece of a query; `at` is its place in the text, from 0. */
export interface Token {
  readonly kind: TokenKind;
  /** As written; of a string, what it stands for. */
  readonly text: string;
  readonly at: number;
}

const patterns: readonly (readonly [TokenKind, RegExp])[] = [
  ['datetime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})/iy],
  ['date', /\d{4}-\d{2}-\d{2}(?![\dT])/y],
  ['number', /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['word', /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/y],
  ['symbol', /!=|<>|<=|>=|[=<>(),:]/y],
];

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '"': '"',
  "'": "'",
  '\\': '\\',
  _: '\\_',
  '%': '\\%',
};

/** @throws {@link ApiRefusal} MALFORMED_QUERY with the place marked as the real one does */
export const malformed = (query: string, at: number, what: string): ApiRefusal => refuse(query, at, 'MALFORMED_QUERY', what);

/** An error of a query that shows the place. */
export const refuse = (query: string, at: number, code: string, what: string): ApiRefusal => {
  const line = query.slice(0, at).split('\n').length;
  const column = at - query.lastIndexOf('\n', at - 1);
  const shown = query.slice(Math.max(0, at - 60), at + 60).replaceAll('\n', ' ');
  const mark = `${' '.repeat(Math.min(at, 60))}^`;
  return new ApiRefusal(400, code, `\n${shown}\n${mark}\nERROR at Row:${line}:Column:${column}\n${what}`);
};

/** What a string literal stands for. `\_` and `\%` stay escaped: LIKE tells them from wildcards. */
const scanString = (query: string, start: number): { readonly text: string; readonly end: number } => {
  let text = '';
  for (let at = start + 1; at < query.length; at++) {
    const character = query[at] ?? '';
    if (character === "'") return { text, end: at + 1 };
    if (character !== '\\') {
      text += character;
      continue;
    }
    at++;
    const meant = escapes[query[at] ?? ''];
    if (meant === undefined) throw malformed(query, at - 1, `Illegal string literal: invalid string literal escape '\\${query[at] ?? ''}'`);
    text += meant;
  }
  throw malformed(query, start, 'unexpected end of string literal');
};

const scanOne = (query: string, at: number): Token & { readonly end: number } => {
  if (query[at] === "'") {
    const { text, end } = scanString(query, at);
    return { kind: 'string', text, at, end };
  }
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(query)?.[0];
    if (text !== undefined) return { kind, text, at, end: at + text.length };
  }
  throw malformed(query, at, `unexpected token: '${query[at] ?? ''}'`);
};

/** The pieces of a query, with one of kind `end` as the last. */
export const tokenise = (query: string): readonly Token[] => {
  const tokens: Token[] = [];
  for (let at = 0; ;) {
    while (/\s/.test(query[at] ?? '')) at++;
    if (at >= query.length) return [...tokens, { kind: 'end', text: '<EOF>', at: query.length }];
    const { end, ...token } = scanOne(query, at);
    tokens.push(token);
    at = end;
  }
};
