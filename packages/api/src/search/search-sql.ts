/** Words of a block: what is read at once when a snapshot is opened. */
const perBlock = 2000;

/**
 * Words customers are found by, in the order of their bytes: `word`, whose it is (`n`), and its kind: 1 for a whole id or name, 2 for a word of one, and 4 more where it
 * is of a name. Names are personal: nobody without the right to see one finds a customer by it, for a hit would say that it is right.
 */
const wordsSql = `WITH named AS (
    SELECT i.n, g.master_id, lower(strip_accents(g.name)) AS name,
      regexp_replace(regexp_replace(lower(g.website), '^[a-z]+://', ''), '[/?#:].*$', '') AS host
    FROM gold_customer g JOIN number_of i ON i.master_id = g.master_id
  ), words AS (
    SELECT n, unnest(list_filter(regexp_split_to_array(name, '[^\\p{L}\\p{N}]+'), lambda w: w <> '')) AS word, 6 AS kind FROM named
    UNION ALL SELECT n, name, 5 FROM named WHERE name <> ''
    UNION ALL SELECT n, unnest(list_distinct([host, regexp_replace(host, '^www\\.', '')])), 2 FROM named WHERE host <> ''
    UNION ALL SELECT n, lower(master_id), 1 FROM named
    UNION ALL SELECT i.n, lower(o.id), 1 FROM other_id o JOIN number_of i ON i.master_id = o.master_id
  )
  SELECT replace(word, chr(10), ' ') AS word, n, MIN(kind) AS kind FROM words GROUP BY word, n`;

/** The words in blocks, as texts that are quick to read: `block, words, customers, kinds`. */
export const searchSql = `WITH placed AS (SELECT *, row_number() OVER (ORDER BY word, n) - 1 AS place FROM (${wordsSql}) w)
  SELECT place // ${perBlock} AS block, string_agg(word, chr(10) ORDER BY place) AS words, string_agg(CAST(n AS VARCHAR), ',' ORDER BY place) AS customers,
    string_agg(CAST(kind AS VARCHAR), '' ORDER BY place) AS kinds FROM placed GROUP BY block ORDER BY block`;
