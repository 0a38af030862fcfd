import { loudTokens } from '@audit/warehouse';

type Definitions = ReadonlyMap<string, ReadonlySet<string>>;
type Words = ReturnType<typeof loudTokens>;

/** Splits at commas of the list's own level. */
const itemsOf = (list: Words): readonly Words[] => {
  const items: Words[number][][] = [[]];
  let depth = 0;
  for (const token of list) {
    if (token.text === '(') depth++;
    if (token.text === ')') depth--;
    if (token.text === ',' && depth === 0) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
};

/** The tokens between a SELECT and its FROM, or the end of its level. */
const selectList = (tokens: Words, select: number): Words => {
  let depth = 0;
  for (let at = select + 1; at < tokens.length; at++) {
    const { text } = tokens[at] ?? { text: '' };
    if (text === '(') depth++;
    if (text === ')') depth--;
    if (depth < 0 || (depth === 0 && text.toUpperCase() === 'FROM')) return tokens.slice(select + 1, at);
  }
  return tokens.slice(select + 1);
};

const wordsOf = (tokens: Words): ReadonlySet<string> =>
  new Set(tokens.filter((token, at) => token.kind === 'word' && tokens[at + 1]?.text !== '(').map((token) => token.text));

const known = new Map<string, Definitions>();

/** For each name a SELECT gives, every word of the expressions it stands for; read once a model. */
const definitionsOf = (model: string): Definitions => {
  const definitions = known.get(model) ?? readDefinitions(model);
  known.set(model, definitions);
  return definitions;
};

const readDefinitions = (model: string): Definitions => {
  const tokens = loudTokens(model);
  const definitions = new Map<string, Set<string>>();
  for (const [at, token] of tokens.entries()) {
    if (token.text.toUpperCase() !== 'SELECT') continue;
    for (const item of itemsOf(selectList(tokens, at))) {
      const name = item.at(-1);
      if (name?.kind !== 'word') continue;
      const words = definitions.get(name.text) ?? new Set<string>();
      for (const word of wordsOf(item.at(-2)?.text.toUpperCase() === 'AS' ? item.slice(0, -2) : item)) words.add(word);
      definitions.set(name.text, words);
    }
  }
  return definitions;
};

/**
 * The input columns a column of a model is computed from, sorted. Names decide: a name that two subqueries give is taken for
 * both, so the answer may name a column too many, never one too few. Filters and groupings are not followed.
 *
 * @param model SQL text in which constants already stand for themselves
 */
export const columnSources = (model: string, column: string, inputs: ReadonlySet<string>): readonly string[] => {
  const definitions = definitionsOf(model);
  const found = new Set<string>();
  const queue = [...(definitions.get(column) ?? [column])];
  for (let word = queue.pop(); word !== undefined; word = queue.pop()) {
    if (found.has(word)) continue;
    found.add(word);
    queue.push(...(definitions.get(word) ?? []));
  }
  return [...found].filter((word) => inputs.has(word)).toSorted();
};
