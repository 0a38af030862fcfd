import type { SnapshotFile } from '@audit/warehouse';
import { SearchIndex, type WordBlock } from './search-index.ts';

/** Blocks read at once: between them others are answered. */
const blocksAtOnce = 10n;

/** The search index of a snapshot, read into memory. */
export const readSearchIndex = async (file: SnapshotFile): Promise<SearchIndex> => {
  const [counted] = await file.rows('SELECT COUNT(*), (SELECT COUNT(*) FROM search) FROM customer', []);
  const blocks: WordBlock[] = [];
  for (let from = 0n; from < BigInt(String(counted?.[1])); from += blocksAtOnce) {
    const rows = await file.rows('SELECT words, customers, kinds FROM search WHERE block >= $1 AND block < $2 ORDER BY block', [
      from,
      from + blocksAtOnce,
    ]);
    blocks.push(...rows.map(([words, customers, kinds]) => ({ words: String(words), customers: String(customers), kinds: String(kinds) })));
  }
  return new SearchIndex(Number(counted?.[0]), blocks);
};
