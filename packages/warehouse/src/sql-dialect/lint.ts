import { didYouMean, ModelRefused } from '@audit/contract';
import { macros } from './macros.ts';
import { loudTokens, placeOf, type Token } from './tokens.ts';
import { portableClauses, portableFunctions, portableSymbols, refusedFunctions, refusedSymbols, refusedWords } from './vocabulary.ts';

/** A token with what stands around it. */
interface Site {
  readonly token: Token;
  readonly word: string;
  readonly before: string;
  readonly after: string;
}
/** What to do instead, or undefined when all is well. */
type Rule = (site: Site, rest: () => readonly Token[]) => string | undefined;

/**
 * Reads the text of a model or a check, before its marks are rendered, and refuses what is not known to mean the same on
 * every engine: the language of models is an allow-list.
 *
 * @throws {@link ModelRefused} at the first such word, with its place and what to use
 */
export const lint = (name: string, text: string): void => {
  const list = loudTokens(text);
  const at = (index: number): string => list[index]?.text.toUpperCase() ?? '';
  for (const [index, token] of list.entries()) {
    const site = { token, word: at(index), before: at(index - 1), after: at(index + 1) };
    for (const rule of rules) {
      const remedy = rule(site, () => list.slice(index + 1));
      if (remedy === undefined) continue;
      const { line, column } = placeOf(text, token.at);
      throw new ModelRefused(name, line, column, token.text, remedy);
    }
  }
};

const oneQuery: Rule = ({ word, before }) =>
  before === '' && word !== 'SELECT' && word !== 'WITH' ? 'start with SELECT or WITH' : undefined;

const knownSymbols: Rule = ({ token, word }) => {
  if (token.kind !== 'symbol' || portableSymbols.has(word)) return undefined;
  if (word === "'" || word === '"') return 'close the quote';
  return refusedSymbols[word] ?? 'it is no symbol of the models’ language';
};

const knownWords: Rule = ({ token, word, before }) => {
  if (token.kind !== 'word' || before === '.' || before === 'AS') return undefined;
  return Object.hasOwn(refusedWords, word) ? refusedWords[word] : undefined;
};

const knownFunctions: Rule = ({ token, word, before, after }) => {
  if (token.kind !== 'word' || after !== '(' || before === 'AS') return undefined;
  if (portableFunctions.has(word) || portableClauses.has(word)) return undefined;
  if (Object.hasOwn(refusedFunctions, word)) return refusedFunctions[word];
  const hint = didYouMean(word, [...portableFunctions]);
  return `it is not in the list of functions that are the same on every engine${hint === '' ? '; use a macro' : hint}`;
};

const knownMacros: Rule = ({ token, after }) => {
  if (token.kind !== 'macro') return undefined;
  const name = token.text.slice(1);
  if (!Object.hasOwn(macros, name)) return `there is no such macro${didYouMean(name, Object.keys(macros))}`;
  return after === '(' ? undefined : 'follow the macro with its arguments in parentheses';
};

const plainText: Rule = ({ token }) => {
  if (token.kind !== 'text') return undefined;
  if (token.text.includes('$')) return 'a $ in a text looks like a parameter that will not be filled in; pass the text as a parameter';
  return token.text.includes('\\') ? 'engines read backslashes in texts differently; use a pattern without them' : undefined;
};

const exactNumbers: Rule = ({ token, after }) =>
  token.kind === 'number' && token.text.includes('.') && !/e/i.test(token.text) && after !== 'AS'
    ? 'engines read it as a double or as a decimal: write CAST(… AS DECIMAL(p, s)), or an exponent (7e0) for a double'
    : undefined;

const plainStars: Rule = ({ word, before, after }) => {
  if (word === 'ALL' && before === 'BY') return 'name the columns';
  return word === 'REPLACE' && before === '*' && after === '(' ? 'name the columns' : undefined;
};

const noDistinctOn: Rule = ({ word, before }) =>
  word === 'ON' && before === 'DISTINCT' ? 'filter ROW_NUMBER() in an outer query' : undefined;

const clauseEnds = new Set(['LIMIT', 'OFFSET', 'ROWS', 'RANGE', 'GROUPS', 'UNION', 'EXCEPT', 'INTERSECT']);

/** Every key of an ORDER BY ends with NULLS FIRST or NULLS LAST, for the defaults differ. */
const nullsPlaced: Rule = ({ word, before }, rest) => {
  if (word !== 'BY' || before !== 'ORDER') return undefined;
  let depth = 0;
  let tail: readonly [string, string] = ['', ''];
  const placed = (): boolean => tail[0] === 'NULLS' && (tail[1] === 'FIRST' || tail[1] === 'LAST');
  for (const { text } of rest()) {
    const word = text.toUpperCase();
    if (depth === 0 && (word === ')' || clauseEnds.has(word))) break;
    if (depth === 0 && word === ',' && !placed()) break;
    if (word === '(') depth++;
    if (word === ')') depth--;
    tail = [tail[1], word];
  }
  return placed() ? undefined : 'say NULLS FIRST or NULLS LAST for each key: the defaults differ';
};

const rules: readonly Rule[] = [
  oneQuery,
  knownSymbols,
  knownWords,
  knownFunctions,
  knownMacros,
  plainText,
  exactNumbers,
  plainStars,
  noDistinctOn,
  nullsPlaced,
];
