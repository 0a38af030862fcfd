import { createHash } from 'node:crypto';

const head = '{"sum":"';
const middle = '","body":';
const tail = '}\n';
const bodyAt = head.length + 64 + middle.length;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A value with the checksum of its own text: `{"sum":"<sha256 of body>","body":<body>}` and a newline. */
export const seal = (body: unknown): { readonly bytes: Uint8Array; readonly sum: string } => {
  const text = JSON.stringify(body);
  const sum = sha256(Buffer.from(text));
  return { bytes: Buffer.from(`${head}${sum}${middle}${text}${tail}`), sum };
};

/**
 * Opens a sealed text. Every byte of it is covered: the frame is compared, the body hashed.
 *
 * @returns the body and its checksum, or `undefined` if one bit is not as it was sealed
 */
export const unseal = (bytes: Uint8Array): { readonly body: unknown; readonly sum: string } | undefined => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.length - tail.length;
  if (end < bodyAt) return undefined;
  const sum = buffer.toString('latin1', head.length, head.length + 64);
  const body = buffer.subarray(bodyAt, end);
  const frame = `${buffer.toString('latin1', 0, head.length)}${buffer.toString('latin1', head.length + 64, bodyAt)}${buffer.toString('latin1', end)}`;
  if (frame !== `${head}${middle}${tail}` || sha256(body) !== sum) return undefined;
  return { body: JSON.parse(body.toString('utf8')) as unknown, sum };
};
