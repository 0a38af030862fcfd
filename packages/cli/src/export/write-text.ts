import { open } from 'node:fs/promises';
import type { Output } from '../context.ts';

/** Something that takes text piece by piece, each as a string or as UTF-8. */
export type TextSink = (text: string | Uint8Array) => Promise<void>;

/** Writes a new file through `produce` and makes it durable. */
export const writeTextFile = async (path: string, produce: (sink: TextSink) => Promise<void>): Promise<void> => {
  await using file = await open(path, 'wx');
  await produce(async (text) => {
    await file.writeFile(text);
  });
  await file.sync();
};

/** Hands text on to stdout or stderr. */
export const sinkTo =
  (output: Output): TextSink =>
  (text) =>
    output.write(typeof text === 'string' ? text : Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString());
