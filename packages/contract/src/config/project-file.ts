import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError, SecretInConfig } from '../errors/config.ts';
import { remedyFor } from '../errors/nearest.ts';
import { allowedValue, environmentVariable, type SettingName, settingNames, settings } from './settings.ts';

/** A value with the place it was written in. */
export interface Placed {
  readonly value: unknown;
  readonly origin: string;
}

/** Name of the project file, looked for in the current folder. */
export const projectFileName = 'audit.config.json';

const secretKey = /password|passwd|secret|token|api_?key|private_?key|credential/i;
const isSection = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The file's text, or undefined where there is none. */
const textOf = (path: string, origin: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ConfigError(origin, `cannot be read (${(error as Error).message})`, 'make it a readable file', { cause: error });
  }
};

/** An address with a password in it. */
const credentials = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*:[^/?#\s]*@/i;

const refuseSecrets = (value: unknown, origin: string, path: readonly string[]): void => {
  if (Array.isArray(value)) for (const [at, inner] of value.entries()) refuseSecrets(inner, origin, [...path, String(at)]);
  if (typeof value === 'string' && credentials.test(value))
    throw new SecretInConfig(`${origin}: ${path.join('.')}`, environmentVariable(path.join('_')));
  if (!isSection(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, key];
    if (secretKey.test(key) && !isSection(inner))
      throw new SecretInConfig(`${origin}: ${here.join('.')}`, environmentVariable(here.join('_')));
    refuseSecrets(inner, origin, here);
  }
};

const namesIn = (section: string): string[] =>
  settingNames
    .filter((name) => (section === '' ? !name.includes('.') : name.startsWith(`${section}.`)))
    .map((name) => name.slice(section === '' ? 0 : section.length + 1));
const sections = [...new Set(settingNames.filter((name) => name.includes('.')).map((name) => name.slice(0, name.indexOf('.'))))];
const shape = (section: string): Record<string, z.ZodType> =>
  Object.fromEntries(namesIn(section).map((name) => [name, z.unknown().optional()]));

/** Which keys a file may hold, and where; the values are judged one by one, with their names. */
const fileSchema = z.strictObject({
  ...shape(''),
  ...Object.fromEntries(sections.map((section) => [section, z.strictObject(shape(section)).optional()])),
  $schema: z.string().optional(),
  include: z.array(z.string().min(1)).optional(),
});

const refuse = (origin: string, issue: z.core.$ZodIssue): never => {
  const section = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys')
    throw new ConfigError(
      origin,
      section === '' ? 'it is not an object' : `"${section}" is not of the right kind`,
      'see "audit config show" for all settings',
    );
  const key = issue.keys[0] ?? '';
  const known = section === '' ? [...namesIn(''), ...sections, 'include'] : namesIn(section);
  throw new ConfigError(
    origin,
    `there is no setting "${section === '' ? '' : `${section}.`}${key}"`,
    remedyFor(key, known, `known here: ${known.join(', ')}`),
  );
};

const readSettings = (origin: string, text: string): { readonly found: Map<SettingName, Placed>; readonly include: readonly string[] } => {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    // Some messages of the parser quote the text, which may hold a secret: the quotation is left out, and so is the cause.
    throw new ConfigError(origin, `it is not JSON (${(error as Error).message.replace(/, (?:\.\.\.)?".*$/s, '')})`, 'correct it there');
  }
  refuseSecrets(content, origin, []);
  const parsed = fileSchema.safeParse(content);
  const [issue] = parsed.error?.issues ?? [];
  if (issue !== undefined) refuse(origin, issue);
  const whole = parsed.data as Readonly<Record<string, unknown>>;
  const found = new Map<SettingName, Placed>();
  for (const name of settingNames) {
    const [section = '', key] = name.split('.');
    const value = key === undefined ? whole[section] : (whole[section] as Readonly<Record<string, unknown>> | undefined)?.[key];
    if (value === undefined) continue;
    const allowed = allowedValue(name, value);
    if (allowed === undefined) throw new ConfigError(origin, `${name} is ${JSON.stringify(value)}`, `give ${settings[name].expects}`);
    found.set(name, { value: allowed.value, origin });
  }
  return { found, include: (whole['include'] as readonly string[] | undefined) ?? [] };
};

/**
 * The settings of the project file and of the files its `include` names, each with its file as origin.
 * @param folder where the project file is looked for; without one there are no settings
 * @throws {@link ConfigError} unknown key, wrong value, not JSON, a setting written in two files; {@link SecretInConfig}
 */
export const readProjectFile = (folder: string): ReadonlyMap<SettingName, Placed> => {
  const text = textOf(join(folder, projectFileName), projectFileName);
  if (text === undefined) return new Map();
  const { found, include } = readSettings(projectFileName, text);
  for (const origin of include) {
    const part = textOf(resolve(folder, origin), origin);
    if (part === undefined)
      throw new ConfigError(projectFileName, `include names "${origin}", which does not exist`, 'create it or remove its name');
    const more = readSettings(origin, part);
    if (more.include.length > 0)
      throw new ConfigError(origin, 'an included file may not include others', `name them in ${projectFileName}`);
    for (const [name, placed] of more.found) {
      const first = found.get(name);
      if (first !== undefined) throw new ConfigError(origin, `${name} stands in ${first.origin} too`, 'keep it in one place');
      found.set(name, placed);
    }
  }
  return found;
};
