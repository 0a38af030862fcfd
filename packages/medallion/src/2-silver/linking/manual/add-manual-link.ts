import { ManualContradiction } from '@audit/contract';
import { refuseContradictions } from './manual-effect.ts';
import { type ManualLink, parseManualLinks } from './manual-links.ts';

/** What a person says of two accounts. */
export type NewManualLink = Omit<ManualLink, 'entry' | 'expires'>;

const isOf = (link: ManualLink, { a, b }: NewManualLink): boolean => (link.a === a && link.b === b) || (link.a === b && link.b === a);

/**
 * The file of manual links with one more; what stands in it is kept as it is.
 *
 * @param before its text, undefined where there is no such file
 * @returns undefined: it is said there already
 * @throws ManualContradiction naming the new entry and those it contradicts; ConfigError for a file that is none
 */
export const withManualLink = (before: string | undefined, label: string, link: NewManualLink, clock: string): string | undefined => {
  const text = before ?? '{"version": 1, "links": []}';
  const { links } = parseManualLinks(text, label, clock);
  const file = JSON.parse(text.replace(/^\uFEFF/, '')) as { readonly links: readonly object[] };
  const added: ManualLink = { ...link, entry: file.links.length };
  const there = links.find((one) => isOf(one, link));
  if (there?.type === link.type) return undefined;
  if (there !== undefined) throw new ManualContradiction(label, added, [there]);
  refuseContradictions({ label, links: [...links, added], expired: 0 });
  const after = `${JSON.stringify({ ...file, links: [...file.links, link] }, null, 2)}\n`;
  // What would not be read again is not written.
  parseManualLinks(after, label, clock);
  return after;
};
