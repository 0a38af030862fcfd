/** Most values a container keeps as a list; above that, and only then, it is a set of bits. */
const arrayMax = 4096;
const bitmapBytes = 8192;
const cookieWithoutRuns = 12_346;

interface Container {
  readonly key: number;
  /** Low 16 bits, ascending. */
  readonly values: Uint16Array;
}

/** Groups ascending numbers by their high 16 bits. */
const containersOf = (positions: Uint32Array): readonly Container[] => {
  const containers: Container[] = [];
  for (let start = 0; start < positions.length;) {
    const key = highBits(positions[start] ?? 0);
    let end = start;
    while (end < positions.length && highBits(positions[end] ?? 0) === key) end++;
    containers.push({ key, values: Uint16Array.from(positions.subarray(start, end)) });
    start = end;
  }
  return containers;
};

const highBits = (position: number): number => Math.floor(position / 65_536);

const bytesOf = ({ values }: Container): number => (values.length > arrayMax ? bitmapBytes : 2 * values.length);

const writeValues = (view: DataView, at: number, { values }: Container): void => {
  if (values.length <= arrayMax) {
    values.forEach((value, index) => view.setUint16(at + 2 * index, value, true));
    return;
  }
  // eslint-disable-next-line no-bitwise -- a set of bits
  for (const value of values) view.setUint8(at + (value >> 3), view.getUint8(at + (value >> 3)) | (1 << (value & 7)));
};

/**
 * A 32-bit Roaring bitmap in its portable form, without run containers.
 *
 * @param positions ascending, each once
 * @see https://github.com/RoaringBitmap/RoaringFormatSpec
 */
export const roaringBitmap = (positions: Uint32Array): Uint8Array => {
  const containers = containersOf(positions);
  const headerBytes = 8 + 8 * containers.length;
  const size = containers.reduce((sum, container) => sum + bytesOf(container), headerBytes);
  const view = new DataView(new ArrayBuffer(size));
  view.setUint32(0, cookieWithoutRuns, true);
  view.setUint32(4, containers.length, true);
  let at = headerBytes;
  for (const [index, container] of containers.entries()) {
    view.setUint16(8 + 4 * index, container.key, true);
    view.setUint16(10 + 4 * index, container.values.length - 1, true);
    view.setUint32(8 + 4 * containers.length + 4 * index, at, true);
    writeValues(view, at, container);
    at += bytesOf(container);
  }
  return new Uint8Array(view.buffer);
};
