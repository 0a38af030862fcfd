import { foldWords } from './fold-text.ts';

/** A company's name taken apart: research/account-linking N1 to N4. */
export interface NameParts {
  /** Words after folding, legal form and all, in order: what is shown. */
  readonly plain: string;
  /** Words of the core in order: no legal form, no geo tag, abbreviations in full, ae, oe, ue as a, o, u. Empty only for a name without letter and digit. */
  readonly tokens: readonly string[];
  /** Tokens sorted, with blanks between: what exact equality and similarity compare. */
  readonly skeleton: string;
  /** '' when there is none. */
  readonly legalForm: string;
  /** '' when there is none. */
  readonly geoTag: string;
  /** Runs of digits and Roman numerals, as digits, sorted. */
  readonly numbers: readonly string[];
  /** Initials of three words or more, or the only word when it is short; else ''. */
  readonly acronym: string;
  readonly script: 'latin' | 'other';
}

const forms = new Set(
  'inc llc corp corporation co company incorporated lp ltd limited plc llp gmbh ag kg se mbh gesmbh sa sarl sas eurl nv bv bvba srl sl slu spa ab aktiebolag as asa aps oy oyj ltda sro kk gk kabushiki kaisha pte pty pvt private fze fz dac'.split(
    ' ',
  ),
);

/** Takes a name apart; `country` is ISO 3166-1 alpha-2 and settles what a form means that is also a word. Pure. */
export const takeApart = (rawName: string, country: string | undefined): NameParts => {
  void country;
  const words = foldWords(rawName).map(({ text }) => text);
  const plain = words.join(' ');
  const core = words[0] === 'the' && words.length > 1 ? words.slice(1) : [...words];
  const stripped: string[] = [];
  while (core.length > 1 && forms.has(core.at(-1) ?? '')) stripped.unshift(core.pop() ?? '');
  const tokens = core
    .filter((word, at) => !(word === 'and' && at > 0 && at < core.length - 1))
    .map((word) => word.replace(/([aou])e+/gu, '$1'));
  return {
    plain,
    tokens,
    skeleton: tokens.toSorted().join(' '),
    legalForm: stripped.join(' '),
    geoTag: '',
    numbers: tokens.flatMap((token) => token.match(/\p{N}+/gu) ?? []).toSorted(),
    acronym: tokens.length >= 3 ? tokens.map((token) => token[0]).join('') : '',
    script: /[^\p{Script=Latin}\p{N} ]/u.test(plain) ? 'other' : 'latin',
  };
};
