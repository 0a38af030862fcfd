import { open } from 'node:fs/promises';
import type { Output } from '../context.ts';

/** Something that takes text piece by piece, each as a string or as UTF-8. */
export type TextSink = (text: string | Uint8Array) => Promise<void>;

/** Of a UTF-16 unit in UTF-8. */
const mostBytes = 3;

/** Writes a new file through `produce` and makes it durable. */
export const writeTextFile = async (path: string, produce: (sink: TextSink) => Promise<void>): Promise<void> => {
  await using file = await open(path, 'wx');
  // One buffer for all pieces: those of their own would be gone only when memory is short.
  let bytes = Buffer.alloc(0);
  await produce(async (text) => {
    if (typeof text !== 'string') return await file.writeFile(text);
    const most = text.length * mostBytes;
    if (bytes.length < most) bytes = Buffer.allocUnsafe(most);
    await file.writeFile(bytes.subarray(0, bytes.write(text)));
  });
  await file.sync();
};

/** Hands text on to stdout or stderr. */
export const sinkTo =
  (output: Output): TextSink =>
  (text) =>
    output.write(typeof text === 'string' ? text : Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString());
