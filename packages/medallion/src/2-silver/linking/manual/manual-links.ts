import { ConfigError, parseNamedJson, readNamedFile, remedyFor } from '@audit/contract';
import { z } from 'zod';

/** What a person said of two accounts. */
const manualLink = z.strictObject({
  a: z.string().min(1),
  b: z.string().min(1),
  type: z.enum(['same', 'different', 'related']),
  by: z.string().min(1),
  at: z.iso.datetime({ offset: true }).or(z.iso.date()),
  reason: z.string(),
  /** From then on it says nothing any more. */
  expires: z.iso.datetime({ offset: true }).or(z.iso.date()).optional(),
});
const manualFile = z.strictObject({ $schema: z.string().optional(), version: z.literal(1), links: z.array(manualLink).readonly() });

export type ManualLink = z.output<typeof manualLink> & {
  /** Place in the file, from 0. */
  readonly entry: number;
};

/** The entries of `manual_account_linkages.json`, in its order. */
export interface ManualLinks {
  readonly label: string;
  readonly links: readonly ManualLink[];
  /** Entries whose time is over. */
  readonly expired: number;
}

export const noManualLinks: ManualLinks = { label: '', links: [], expired: 0 };

const place = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

/** @throws {@link ConfigError} naming the place in the file */
const refuse = (label: string, issue: z.core.$ZodIssue): never => {
  const at = place(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const remedy = remedyFor(issue.keys[0] ?? '', Object.keys((at === '' ? manualFile : manualLink).shape), 'leave it out');
    throw new ConfigError(label, `${at === '' ? '' : `${at} `}has no "${issue.keys[0]}"`, remedy);
  }
  throw new ConfigError(
    label,
    `${at === '' ? 'it' : at}: ${issue.message}`,
    'write {"version": 1, "links": [{"a", "b", "type", "by", "at", "reason"}]}',
  );
};

/**
 * Reads the links people decided.
 *
 * @param clock of the run, ISO: entries that have expired by then are passed by
 * @throws {@link ConfigError}, FileMissing, FileUnreadable
 */
export const readManualLinks = (path: string, label: string, clock: string): ManualLinks => {
  return parseManualLinks(readNamedFile(path, label).toString(), label, clock);
};

/** The same of the text of such a file. @throws {@link ConfigError} */
export const parseManualLinks = (text: string, label: string, clock: string): ManualLinks => {
  const content = parseNamedJson(text, label);
  const parsed = manualFile.safeParse(content);
  const [issue] = parsed.error?.issues ?? [];
  if (issue !== undefined) refuse(label, issue);
  const all = (parsed.data?.links ?? []).map((link, entry): ManualLink => ({ ...link, entry }));
  const self = all.find(({ a, b }) => a === b);
  if (self !== undefined) throw new ConfigError(label, `links[${self.entry}] is about "${self.a}" and itself`, 'name two accounts');
  const now = Date.parse(clock);
  const links = all.filter(({ expires }) => expires === undefined || Date.parse(expires) > now);
  return { label, links, expired: all.length - links.length };
};
