export { conform } from './arrow/conform.ts';
export { contentHash } from './arrow/content-hash.ts';
export { decodeRows } from './arrow/decode-rows.ts';
export { encodeRows } from './arrow/encode-rows.ts';
export { arrowFile } from './arrow/arrow-file.ts';
export { landBatches } from './intake/land-arrow.ts';
