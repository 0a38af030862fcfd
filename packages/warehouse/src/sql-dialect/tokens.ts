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

const patterns = [
  String.raw`\s+`,
  String.raw`--[^\n]*|\/\*[\s\S]*?\*\/`,
  `'(?:[^']|'')*'`,
  `"(?:[^"]|"")*"`,
  String.raw`(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?`,
  String.raw`[A-Za-z_][A-Za-z_0-9]*`,
  '@[a-z_][a-z_0-9]*',
  String.raw`\{[a-z_]+\}`,
  String.raw`\$[a-z_][a-z_0-9]*`,
  String.raw`::|:=|->|\|\||<=|>=|<>|!=|==|\/\/|\*\*|[\s\S]`,
];
const anyToken = new RegExp(patterns.join('|'), 'gy');

/** Of tokens longer than one character, the kind by the first one; the others by themselves. */
const longKinds: Readonly<Record<string, TokenKind>> = {
  "'": 'text',
  '"': 'quoted',
  '@': 'macro',
  '{': 'constant',
  $: 'param',
  '.': 'number',
};

/** Kind of a token by its beginning: models are long, and a group for each kind costs four times as much as the match. */
const kindOf = (text: string): TokenKind => {
  const first = text.charCodeAt(0);
  if ((first >= 97 && first <= 122) || (first >= 65 && first <= 90) || first === 95) return 'word';
  if (first === 32 || first === 10 || (first !== 0 && text.trimStart() === '')) return 'space';
  if (first >= 48 && first <= 57) return 'number';
  if (text.length === 1) return 'symbol';
  if (text.startsWith('--') || text.startsWith('/*')) return 'comment';
  return longKinds[text.charAt(0)] ?? 'symbol';
};

/** Cuts model text into tokens; joined again they are the text. Never fails: what is no SQL comes out as symbols. */
export const tokens = (text: string): readonly Token[] => {
  const found: Token[] = [];
  anyToken.lastIndex = 0;
  for (let match = anyToken.exec(text); match !== null; match = anyToken.exec(text))
    found.push({ kind: kindOf(match[0]), text: match[0], at: match.index });
  return found;
};

export const isSilent = (token: Token): boolean => token.kind === 'space' || token.kind === 'comment';

/** The tokens that mean something. */
export const loudTokens = (text: string): readonly Token[] => tokens(text).filter((token) => !isSilent(token));

export const placeOf = (text: string, at: number): Place => {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};
