import { closeSync, openSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Arrays of numbers and bytes that are read as they were written, without a look at what is in them. */
export type Arrays<Name extends string> = Readonly<Record<Name, Uint8Array | Int32Array | Uint32Array | Float64Array>>;

const kinds = { Uint8Array, Int32Array, Uint32Array, Float64Array } as const;
type Kind = keyof typeof kinds;

const kindOf = (array: Arrays<string>[string]): Kind =>
  array instanceof Int32Array
    ? 'Int32Array'
    : array instanceof Uint32Array
      ? 'Uint32Array'
      : array instanceof Float64Array
        ? 'Float64Array'
        : 'Uint8Array';

interface Head {
  readonly arrays: readonly { readonly name: string; readonly kind: Kind; readonly length: number; readonly at: number }[];
}

/** Where an array may begin, whatever the size of its elements. */
const alignment = 8;
const aligned = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

/** Bytes written or read at once: between them others have their turn. */
const stepBytes = 4 * 2 ** 20;

const writeAll = (fd: number, bytes: Uint8Array, position: number): void => {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done, Math.min(stepBytes, bytes.length - done), position + done);
};

/** Writes arrays behind a head that says where each stands: for the process beside this one, on the same machine. */
export const writeArrays = (path: string, arrays: Arrays<string>): void => {
  const fd = openSync(path, 'wx', 0o600);
  try {
    let at = 0;
    const placed = Object.entries(arrays).map(([name, array]) => {
      const place = { name, kind: kindOf(array), length: array.length, at };
      at = aligned(at + array.byteLength);
      return { place, array };
    });
    const head = Buffer.from(JSON.stringify({ arrays: placed.map(({ place }) => place) } satisfies Head));
    const from = aligned(4 + head.length);
    writeAll(fd, Buffer.from(Uint32Array.of(head.length).buffer), 0);
    writeAll(fd, head, 4);
    for (const { place, array } of placed) writeAll(fd, new Uint8Array(array.buffer, array.byteOffset, array.byteLength), from + place.at);
  } finally {
    closeSync(fd);
  }
};

/** The arrays of a file `writeArrays` made. */
export const readArrays = async (path: string): Promise<Arrays<string>> => {
  await using file = await open(path);
  const { size } = await file.stat();
  const bytes = Buffer.allocUnsafeSlow(aligned(size));
  for (let done = 0; done < size;) done += (await file.read(bytes, done, Math.min(stepBytes, size - done), done)).bytesRead;
  const length = bytes.readUInt32LE(0);
  const { arrays } = JSON.parse(bytes.toString('utf8', 4, 4 + length)) as Head;
  const from = aligned(4 + length);
  return Object.fromEntries(arrays.map(({ name, kind, length: count, at }) => [name, new kinds[kind](bytes.buffer, from + at, count)]));
};
