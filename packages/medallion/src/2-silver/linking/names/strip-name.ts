import { canonicalWord } from './canonical-word.ts';
import { connectors } from './data/word-variants.ts';
import { type FoldedWord, foldWords } from './fold-text.ts';
import { prefixForm, suffixForm } from './strip-forms.ts';
import { geoTag, isPlace } from './strip-geo.ts';
import { isDescriptive } from './vocabulary.ts';

/** A name's words without what stands around its core. */
export interface StrippedName {
  readonly core: readonly FoldedWord[];
  readonly form: string;
  readonly tag: string;
}

const connecting = new Set(connectors.split(' '));
const groupTails = new Set(['holding', 'group']);
const groupHeads = new Set(['grupo', 'groupe', 'gruppo', 'gruppe', 'groep', 'koninklijke']);
const longestSite = 3;
/** Words of an address that may stand behind a comma. */
const mostBehind = 5;

interface SetApart {
  readonly words: readonly FoldedWord[];
  readonly site: readonly FoldedWord[];
}

/** What stands behind a comma after a legal form, and is none itself: "Akzo Nobel N.V., Arnhem, NL". */
const behindComma = (name: string, country: string | undefined): SetApart | undefined => {
  for (let comma = name.indexOf(','); comma > 0; comma = name.indexOf(',', comma + 1)) {
    const words = foldWords(name.slice(0, comma));
    const named = words.length < 2 ? undefined : (suffixForm(words, country, false) ?? prefixForm(words, country, ''));
    if (named === undefined) continue;
    const site = foldWords(name.slice(comma + 1));
    const form = suffixForm([...words.slice(0, 1), ...site], country, true);
    return site.length === 0 || site.length > mostBehind || form?.words === site.length ? undefined : { words, site };
  }
  return undefined;
};

const inBrackets = /\(([^()]{1,20})\)/u;

/** Without a legal form, or initials of its own, in brackets: "Philips' (N.V.) Gloeilampenfabrieken", "British Oxygen Company (BOC)". */
const withoutAside = (name: string, country: string | undefined): string => {
  const found = inBrackets.exec(name);
  if (found === null || found.index === 0) return name;
  const [before, aside, behind] = [name.slice(0, found.index), found[1] ?? '', name.slice(found.index + found[0].length)].map(
    foldWords,
  ) as [readonly FoldedWord[], readonly FoldedWord[], readonly FoldedWord[]];
  const isAllForm = (words: readonly FoldedWord[]): boolean =>
    suffixForm([...before.slice(0, 1), ...words], country, false)?.words === words.length;
  // "Swire (Pty) Ltd" ends with its form.
  const isForm = before.length > 0 && behind.length > 0 && isAllForm(aside) && !isAllForm(behind);
  const text = aside.map((word) => word.text).join('');
  const initials = before.map((word) => (word.dotted ? word.text : word.text.slice(0, 1))).join('');
  const isInitials = aside.length === 1 && text.length >= 3 && (initials === text || initials.startsWith(text));
  return isForm || isInitials
    ? `${name.slice(0, found.index)} ${name.slice(found.index + found[0].length)}`.replace(/\s+/gu, ' ').trim()
    : name;
};

/** A name, and apart from it the site behind a dash or a comma: "Gennet PLC - Manchester". Before it must stand a legal form, or it be a known place. */
export const setApart = (given: string, country: string | undefined): SetApart => {
  const name = given.includes('(') ? withoutAside(given, country) : given;
  const dash = name.lastIndexOf(' - ');
  if (dash > 0) {
    const [words, site] = [foldWords(name.slice(0, dash)), foldWords(name.slice(dash + 3))];
    const isSite = site.length > 0 && site.length <= longestSite && (isPlace(site) || suffixForm(words, country, false) !== undefined);
    if (words.length > 0 && isSite) return { words, site };
  }
  return (name.includes(',') ? behindComma(name, country) : undefined) ?? { words: foldWords(name), site: [] };
};

const isNamed = (words: readonly FoldedWord[]): boolean => words.some((word) => !isDescriptive(canonicalWord(word.text)));

/** Group and Holding behind a word that names; an article; what tied a legal form to the name. */
const isTail = (words: readonly FoldedWord[], hasForm: boolean): boolean => {
  const last = words.at(-1)?.text ?? '';
  if (last === 'the') return true;
  if (hasForm && last !== 'i' && connecting.has(last)) return true;
  return groupTails.has(canonicalWord(last)) && isNamed(words.slice(0, -1));
};

const isHead = (words: readonly FoldedWord[]): boolean => {
  const first = words[0]?.text ?? '';
  return first === 'the' || (groupHeads.has(first) && isNamed(words.slice(1)));
};

/** Legal forms, then tags of place, again and again from the end, then legal forms from the start; never the last word. */
export const stripName = (words: readonly FoldedWord[], country: string | undefined): StrippedName => {
  let core = words.length > 1 && words[0]?.text === 'the' ? words.slice(1) : words;
  const forms: string[] = [];
  const tags: string[] = [];
  while (core.length > 1) {
    const form = suffixForm(core, country, forms.length > 0);
    const tag = form === undefined ? geoTag(core, country) : undefined;
    if (form !== undefined) forms.unshift(form.text);
    if (tag !== undefined) tags.unshift(tag.text);
    const count = form?.words ?? tag?.words ?? (isTail(core, forms.length > 0) ? 1 : 0);
    if (count === 0) break;
    core = core.slice(0, -count);
  }
  while (core.length > 1) {
    const form = prefixForm(core, country, forms.at(-1) ?? '');
    if (form !== undefined) forms.unshift(form.text);
    const count = form?.words ?? (isHead(core) ? 1 : 0);
    if (count === 0) break;
    core = core.slice(count);
  }
  return { core, form: forms.join(' '), tag: tags.join(' ') };
};
