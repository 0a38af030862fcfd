import { open } from 'node:fs/promises';

/** Something that takes text piece by piece. */
export type TextSink = (text: string) => Promise<void>;

/** Writes a new file through `produce` and makes it durable. */
export const writeTextFile = async (path: string, produce: (sink: TextSink) => Promise<void>): Promise<void> => {
  await using file = await open(path, 'wx');
  await produce(async (text) => {
    await file.writeFile(text);
  });
  await file.sync();
};
