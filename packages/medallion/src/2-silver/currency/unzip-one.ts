import { crc32, inflateRawSync } from 'node:zlib';
import { FileRefused } from '@audit/contract';

const endSignature = 0x06_05_4b_50;
const entrySignature = 0x02_01_4b_50;
const endBytes = 22;
const longestComment = 0xff_ff;
const packed = 8;

/** Whether bytes begin as a ZIP archive does. */
export const isZip = (bytes: Buffer): boolean => bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04_03_4b_50;

const endOf = (bytes: Buffer): number => {
  for (let at = bytes.length - endBytes; at >= Math.max(0, bytes.length - endBytes - longestComment); at--) {
    if (bytes.readUInt32LE(at) === endSignature) return at;
  }
  return -1;
};

/**
 * The one file of a ZIP archive, checked against its size and checksum there. Encrypted archives and those beyond 4 GiB are refused.
 *
 * @param most bytes it may have, unpacked
 * @throws {@link FileRefused} NOT_ZIP, EXPANDS_TOO_FAR
 * @see APPNOTE 6.3.10, sections 4.3.12 (central directory) and 4.3.16 (its end)
 */
export const unzipOne = (label: string, bytes: Buffer, most: number): Buffer => {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new FileRefused(label, 'NOT_ZIP', null, reason, { cause });
  };
  const end = endOf(bytes);
  if (end < 0) refuse('it has no end of a ZIP archive: it is cut off');
  if (bytes.readUInt16LE(end + 10) !== 1) refuse(`it holds ${bytes.readUInt16LE(end + 10)} files, one is expected`);
  const entry = bytes.readUInt32LE(end + 16);
  if (entry + 46 > end || bytes.readUInt32LE(entry) !== entrySignature) refuse('its directory is damaged');
  const [flags, method, checksum] = [bytes.readUInt16LE(entry + 8), bytes.readUInt16LE(entry + 10), bytes.readUInt32LE(entry + 16)];
  const [packedBytes, size, place] = [bytes.readUInt32LE(entry + 20), bytes.readUInt32LE(entry + 24), bytes.readUInt32LE(entry + 42)];
  if ((flags & 1) === 1) refuse('it is encrypted');
  if (method !== 0 && method !== packed) refuse(`its compression (method ${method}) is not deflate`);
  if (size > most) throw new FileRefused(label, 'EXPANDS_TOO_FAR', null, `its file has ${size} bytes, at most ${most} are read`);
  if (place + 30 > entry) refuse('its directory is damaged');
  const start = place + 30 + bytes.readUInt16LE(place + 26) + bytes.readUInt16LE(place + 28);
  const content = bytes.subarray(start, start + packedBytes);
  const whole = method === 0 ? content : inflated(content, size, refuse);
  if (whole.length !== size || crc32(whole) !== checksum) refuse('its file is not what its checksum says');
  return whole;
};

const inflated = (content: Buffer, size: number, refuse: (reason: string, cause: unknown) => never): Buffer => {
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    return refuse('its compressed data are damaged', error);
  }
};
