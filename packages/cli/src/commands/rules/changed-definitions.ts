import { resolve } from 'node:path';
import { ConfigError, parseNamedJson, readNamedFile } from '@audit/contract';
import { type Definitions, readDefinitions, type SilverColumns } from '@audit/metrics';
import type { CommandContext } from '../../context.ts';
import type { DefinitionsText } from '../../gold-definitions.ts';

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (json: unknown): json is JsonObject => typeof json === 'object' && json !== null && !Array.isArray(json);

/** Conditions and formulas: two of them laid over each other would be neither. */
const whole = new Set(['when', 'clear_when', 'formula', 'amount', 'where', 'value']);
/** Sections of which null takes one away. */
const removable = new Set(['rules', 'alerts']);

/** What differs laid over what there is, section by section and name by name; lists, conditions and formulas are taken whole. */
const laidOver = (base: JsonObject, change: JsonObject, section: string): JsonObject => {
  const result: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(change)) {
    const there = base[name];
    if (value === null && removable.has(section)) delete result[name];
    else result[name] = isObject(value) && isObject(there) && !whole.has(name) ? laidOver(there, value, name) : value;
  }
  return result;
};

/**
 * Definitions by a file of changes: one with `metrics` is whole, another holds only what differs from those there are.
 *
 * @throws FileMissing, FileUnreadable, ConfigError, DefinitionsInvalid
 */
export const changedDefinitions = (
  context: Pick<CommandContext, 'cwd'>,
  base: DefinitionsText,
  file: string,
  silver?: SilverColumns,
): Definitions => {
  const json = parseNamedJson(readNamedFile(resolve(context.cwd, file), file).toString(), file);
  if (!isObject(json)) throw new ConfigError(file, 'it is no object of sections', 'write {"rules": {"R007": …}}, or whole definitions');
  const text = Object.hasOwn(json, 'metrics') ? json : laidOver(parseNamedJson(base.text, base.origin) as JsonObject, json, '');
  return readDefinitions(JSON.stringify(text), file, silver);
};
