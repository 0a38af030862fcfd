import { fileURLToPath } from 'node:url';
import { ConfigError, parseNamedJson, readNamedFile, remedyFor } from '@audit/contract';
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
  throw new ConfigError(
    label,
    `there is no "${[...issue.path, issue.keys[0]].join('.')}"`,
    remedyFor(issue.keys[0] ?? '', known, `known here: ${known.join(', ')}`),
  );
};

/**
 * The settings of a file, what it leaves out by default.
 *
 * @param label the file as the user named it @throws {@link ConfigError}, FileMissing, FileUnreadable
 */
export const readLinkingSettings = (path: string, label: string): LinkingSettings => {
  const content = parseNamedJson(readNamedFile(path, label).toString(), label);
  const parsed = linkingSettings.safeParse(content);
  const [issue] = parsed.error?.issues ?? [];
  return parsed.success ? parsed.data : refuse(label, issue!);
};
