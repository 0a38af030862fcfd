import { ConfigError } from '../errors/config.ts';
import { lakeOfPaths } from './lake-paths.ts';
import { type Placed, readProjectFile } from './project-file.ts';
import { allowedValue, environmentVariable, type SettingName, settingNames, settings, type SettingValue } from './settings.ts';

/** A value and where it comes from: `flag --lake`, `env AUDIT_LAKE`, `audit.config.json`, `default`. */
export interface Resolved<T> {
  readonly value: T;
  readonly origin: string;
}
/** All settings, each with its origin. */
export type Config = { readonly [N in SettingName]: Resolved<SettingValue<N>> };

/** What {@link loadConfig} reads from. */
export interface ConfigSources {
  /** Folder of the project file. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Values of flags the user gave, as text or already read; undefined ones were not given. */
  readonly flags?: { readonly [N in SettingName]?: unknown };
}

const fromText = (name: SettingName, text: string): unknown => {
  const { reads } = settings[name];
  if (reads === 'count') return /^\d{1,9}$/.test(text) ? Number(text) : text;
  if (reads === 'text') return text;
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
};

const judged = (name: SettingName, given: unknown, origin: string): Placed => {
  const value = typeof given === 'string' ? fromText(name, given) : given;
  const allowed = allowedValue(name, value);
  if (allowed === undefined) throw new ConfigError(origin, `${JSON.stringify(given)} is not allowed`, `give ${settings[name].expects}`);
  return { value: allowed.value, origin };
};

const resolve = (name: SettingName, sources: ConfigSources, file: ReadonlyMap<SettingName, Placed>): Placed => {
  const { flag, fromEnvironment, fallback } = settings[name];
  const given = sources.flags?.[name];
  if (given !== undefined) return judged(name, given, `flag ${flag ?? name}`);
  const variable = environmentVariable(name);
  const text = fromEnvironment ? sources.env[variable] : undefined;
  if (text !== undefined && text !== '') return judged(name, text, `env ${variable}`);
  return file.get(name) ?? { value: fallback, origin: 'default' };
};

/**
 * Settings by precedence: flag > environment `AUDIT_*` (empty is unset) > project file > default. `input_tz` defaults to `tz`.
 * @throws {@link ConfigError}, {@link SecretInConfig}
 */
export const loadConfig = (sources: ConfigSources): Config => {
  const file = readProjectFile(sources.cwd);
  const placed = new Map(settingNames.map((name) => [name, resolve(name, sources, file)]));
  if (placed.get('input_tz')?.origin === 'default') {
    placed.set('input_tz', { value: placed.get('tz')?.value, origin: 'default (tz)' });
  }
  placed.set('lake', lakeOfPaths(placed, sources.cwd));
  return Object.fromEntries(placed) as unknown as Config;
};
