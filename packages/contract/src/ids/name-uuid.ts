import { hash } from 'node:crypto';
import { assert } from '../errors/assertion.ts';

/**
 * A UUID that follows from a name: version 5 of RFC 9562.
 *
 * @param namespace a UUID @param name any text, as UTF-8
 */
export const nameUuid = (namespace: string, name: string): string => {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  assert(space.length === 16, 'a namespace is a UUID', { namespace });
  const bytes = hash('sha1', Buffer.concat([space, Buffer.from(name, 'utf8')]), 'buffer').subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
