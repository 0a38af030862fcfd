import { createHash } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import { type CsvFigures, CsvScan } from './csv-scan.ts';

/** A page on disk. */
export interface SpooledPage extends CsvFigures {
  readonly bytes: number;
  readonly sha256: string;
}

/** So much is written at a time. */
const writeBytes = 1024 * 1024;

/** Writes the bytes of a page to disk as they come, counted; it has its name once it is whole and durable. */
export const spoolPage = async (body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, path: string): Promise<SpooledPage> => {
  const scan = new CsvScan();
  const hash = createHash('sha256');
  const temporary = `${path}.part`;
  let [bytes, written] = [0, 0];
  let pending: Uint8Array[] = [];
  const file = await open(temporary, 'w', 0o600);
  try {
    for await (const chunk of body) {
      scan.feed(chunk);
      hash.update(chunk);
      bytes += chunk.length;
      pending.push(chunk);
      if (bytes - written < writeBytes) continue;
      await file.writeFile(Buffer.concat(pending));
      [pending, written] = [[], bytes];
    }
    await file.writeFile(Buffer.concat(pending));
    await file.datasync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  return { ...scan.figures(), bytes, sha256: hash.digest('hex') };
};
