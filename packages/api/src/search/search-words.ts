/** What a question looks for: all of it as the beginning of a word, or each of its words as one. */
export interface SearchWords {
  readonly whole: string;
  readonly each: readonly string[];
}

/** Most words of a question that count. */
const mostWords = 6;

/** The words of a question, made as those of the index are: small letters without accents. */
export const searchWords = (question: string): SearchWords => {
  const whole = question.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase().trim();
  const each = whole.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return { whole, each: each.slice(0, mostWords) };
};
