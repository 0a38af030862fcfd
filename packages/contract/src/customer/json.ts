/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const deepest = 64;

/** `Object.fromEntries`, with `__proto__` as a key like any other. */
export const plainObject = <T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> => {
  const object: Record<string, T> = {};
  for (const [key, value] of entries) Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
};

/**
 * A copy of a value of JSON, which later changes of the original cannot reach; undefined for what JSON cannot say: NaN, bigint, Date,
 * an object within itself, more than 64 levels.
 */
export const copyJson = (value: unknown, within: readonly object[] = []): Json | undefined => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object' || within.length === deepest || within.includes(value)) return undefined;
  const here = [...within, value];
  if (Array.isArray(value)) {
    const copies = Array.from(value, (item: unknown) => copyJson(item, here));
    return copies.includes(undefined) ? undefined : (copies as Json[]);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return undefined;
  const copies = Object.entries(value).map(([key, item]) => [key, copyJson(item, here)] as const);
  return copies.some(([, item]) => item === undefined) ? undefined : plainObject(copies as readonly (readonly [string, Json])[]);
};
