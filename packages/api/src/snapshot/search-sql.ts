/**
 * Words customers are found by, in the order of the words: a beginning of one is a range of them. Words of names are personal, and nobody without the right to see
 * a name finds it by one: a hit would say that it is right.
 */
export const searchSql = `WITH named AS (
    SELECT master_id, lower(strip_accents(name)) AS name, regexp_replace(regexp_replace(lower(website), '^[a-z]+://', ''), '[/?#:].*$', '') AS host FROM gold_customer
  ), words AS (
    SELECT master_id, unnest(list_filter(regexp_split_to_array(name, '[^\\p{L}\\p{N}]+'), lambda w: w <> '')) AS word, TRUE AS personal, 2 AS place FROM named
    UNION ALL SELECT master_id, name, TRUE, 1 FROM named WHERE name <> ''
    UNION ALL SELECT master_id, unnest(list_distinct([host, regexp_replace(host, '^www\\.', '')])), FALSE, 2 FROM named WHERE host <> ''
    UNION ALL SELECT master_id, lower(master_id), FALSE, 1 FROM named
    UNION ALL SELECT o.master_id, lower(o.id), FALSE, 1 FROM other_id o
  )
  SELECT word, personal, place, master_id FROM words GROUP BY ALL ORDER BY word, master_id, place, personal`;

/** A beginning of a word as a range of words, the second end left out. */
export interface WordRange {
  readonly from: string;
  readonly until: string;
}

const rangeOf = (word: string): WordRange => ({ from: word, until: `${word}\u{10FFFF}` });

/** Most words of a question that count. */
const mostWords = 6;

/** What a question looks for: all of it as the beginning of a word, or each of its words as one; made as the words of the index are: small letters without accents. */
export const searchRanges = (question: string): { readonly whole: WordRange; readonly words: readonly WordRange[] } => {
  const plain = question.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').toLowerCase().trim();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return { whole: rangeOf(plain), words: words.slice(0, mostWords).map(rangeOf) };
};
