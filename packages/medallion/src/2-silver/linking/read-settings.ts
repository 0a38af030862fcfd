import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError, didYouMean, FileMissing, FileUnreadable } from '@audit/contract';
import { z } from 'zod';
import { linkingSettings, type LinkingSettings } from './settings.ts';

/** The settings of the linking that come with the program. */
export const shippedLinkingSettings = fileURLToPath(new URL('../../../../../configs/account_linking.json', import.meta.url));

/** Keys an object of the settings may have. */
const keysAt = (path: readonly PropertyKey[]): readonly string[] => {
  let schema: unknown = linkingSettings;
  for (const key of path) {
    while (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault) schema = schema.unwrap();
    schema = schema instanceof z.ZodObject ? (schema.shape as Record<string, unknown>)[String(key)] : undefined;
  }
  while (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault) schema = schema.unwrap();
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
};

/** @throws {@link ConfigError} naming the place and the nearest right name */
const refuse = (label: string, issue: z.core.$ZodIssue): never => {
  const at = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys')
    throw new ConfigError(
      `${label}: ${at === '' ? 'the file' : at}`,
      issue.message,
      'correct it there; docs/linking.md tells what each setting takes',
    );
  const known = keysAt(issue.path);
  const hint = didYouMean(issue.keys[0] ?? '', known);
  throw new ConfigError(
    label,
    `there is no "${[...issue.path, issue.keys[0]].join('.')}"`,
    hint === '' ? `known here: ${known.join(', ')}` : hint.slice(2),
  );
};

/**
 * The settings of a file, what it leaves out by default.
 *
 * @param label the file as the user named it @throws {@link ConfigError}, FileMissing, FileUnreadable
 */
export const readLinkingSettings = (path: string, label: string): LinkingSettings => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new FileMissing(label, { cause: error });
    throw new FileUnreadable(label, message, { cause: error });
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(label, `it is not JSON (${(error as Error).message})`, 'correct it there', { cause: error });
  }
  const parsed = linkingSettings.safeParse(content);
  const [issue] = parsed.error?.issues ?? [];
  return issue === undefined ? linkingSettings.parse(content) : refuse(label, issue);
};
