/** What a piece of model text is: SQL of its own, or one of the three marks (`@macro`, `{constant}`, `$param`). */
export type TokenKind = 'space' | 'comment' | 'text' | 'quoted' | 'number' | 'word' | 'macro' | 'constant' | 'param' | 'symbol';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Offset in the model text. */
  readonly at: number;
}

/** Line and column, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const patterns: readonly (readonly [TokenKind, string])[] = [
  ['space', String.raw`\s+`],
  ['comment', String.raw`--[^\n]*|\/\*[\s\S]*?\*\/`],
  ['text', `'(?:[^']|'')*'`],
  ['quoted', `"(?:[^"]|"")*"`],
  ['number', String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`],
  ['word', String.raw`[A-Za-z_][A-Za-z_0-9]*`],
  ['macro', '@[a-z_][a-z_0-9]*'],
  ['constant', String.raw`\{[a-z_]+\}`],
  ['param', String.raw`\$[a-z_][a-z_0-9]*`],
  ['symbol', String.raw`::|:=|->|\|\||<=|>=|<>|!=|==|\/\/|\*\*|[\s\S]`],
];
const anyToken = new RegExp(patterns.map(([kind, pattern]) => `(?<${kind}>${pattern})`).join('|'), 'gy');

/** Cuts model text into tokens; joined again they are the text. Never fails: what is no SQL comes out as symbols. */
export const tokens = (text: string): readonly Token[] =>
  [...text.matchAll(anyToken)].map((match) => {
    const [kind] = patterns.find(([name]) => match.groups?.[name] !== undefined) ?? ['symbol' as const];
    return { kind, text: match[0], at: match.index };
  });

export const isSilent = (token: Token): boolean => token.kind === 'space' || token.kind === 'comment';

/** The tokens that mean something. */
export const loudTokens = (text: string): readonly Token[] => tokens(text).filter((token) => !isSilent(token));

export const placeOf = (text: string, at: number): Place => {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};
