import { ConfigError, parseNamedJson } from '@audit/contract';
import type { SilverColumns } from '../inputs/sources.ts';
import type { Definitions } from './definitions.ts';
import { readDefinitions } from './read-definitions.ts';

/** A text of definitions, and what messages call it. */
export interface DefinitionsText {
  readonly text: string;
  readonly origin: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (json: unknown): json is JsonObject => typeof json === 'object' && json !== null && !Array.isArray(json);

/** Conditions and formulas: two of them laid over each other would be neither. */
const whole = new Set(['when', 'clear_when', 'formula', 'amount', 'where', 'value']);
/** Sections of which null takes one away. */
const removable = new Set(['rules', 'alerts']);

/** What differs laid over what there is, section by section and name by name; lists, conditions and formulas are taken whole. */
const laidOver = (base: JsonObject, change: JsonObject, section: string): JsonObject => {
  const result = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(change)) {
    const there = base[name];
    if (value === null && removable.has(section)) result.delete(name);
    else result.set(name, isObject(value) && isObject(there) && !whole.has(name) ? laidOver(there, value, name) : value);
  }
  return Object.fromEntries(result);
};

/**
 * Definitions by a change: one with `metrics` is whole, another holds only what differs from those there are.
 *
 * @param json the change @param origin its name, for messages
 * @throws ConfigError, DefinitionsInvalid
 */
export const changedDefinitions = (base: DefinitionsText, json: unknown, origin: string, silver?: SilverColumns): Definitions => {
  if (!isObject(json)) throw new ConfigError(origin, 'it is no object of sections', 'write {"rules": {"R007": …}}, or whole definitions');
  const text = Object.hasOwn(json, 'metrics') ? json : laidOver(parseNamedJson(base.text, base.origin) as JsonObject, json, '');
  return readDefinitions(JSON.stringify(text), origin, silver);
};
