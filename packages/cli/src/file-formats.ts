/** Formats of files, of input and output alike. They stand alone, since help must not load what reads and writes them. */
export const fileFormats = ['json', 'ndjson', 'csv', 'parquet', 'arrow'] as const;
export type FileFormat = (typeof fileFormats)[number];
