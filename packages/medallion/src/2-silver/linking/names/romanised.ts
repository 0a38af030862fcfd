/**
 * A name's consonants in Latin letters, for Cyrillic, Greek, kana and hangul: only to see whether names in two scripts may be one, which a
 * person then decides (research/account-linking N4). Never compared for equality, never a key of automatic links.
 */
const letters: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', ё: 'e', є: 'e', ж: 'zh', з: 'z', и: 'i', і: 'i', ї: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sh', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'iu', я: 'ia',
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o', π: 'p', ρ: 'r', σ: 's', τ: 't', υ: 'u', φ: 'f', χ: 'h', ψ: 'ps', ω: 'o',
}; // prettier-ignore

/** Kana by their consonant; the vowels are dropped anyway. */
const kana: Readonly<Record<string, string>> = {
  k: 'カキクケコ', g: 'ガギグゲゴ', s: 'サシスセソ', z: 'ザジズゼゾ', t: 'タチツテト', d: 'ダヂヅデド', n: 'ナニヌネノン', h: 'ハヒヘホ', f: 'フ', b: 'バビブベボヴ', p: 'パピプペポ', m: 'マミムメモ', y: 'ヤユヨ', r: 'ラリルレロ', w: 'ワヲ',
}; // prettier-ignore
const consonantOfKana = new Map(
  Object.entries(kana).flatMap(([consonant, signs]) => Array.from(signs, (sign) => [sign, consonant] as const)),
);

const initials = 'g gg n d dd r m b bb s ss  j jj ch k t p h'.split(' ');
const finals = ' g g gs n n n d l lg lm lb ls lt lp lh m b bs s s ng j ch k t p h'.split(' ');

const hangul = (sign: number): string => (initials[Math.floor(sign / 588)] ?? '') + (finals[sign % 28] ?? '');

const romanise = (sign: string): string => {
  const code = sign.codePointAt(0) ?? 0;
  if (code >= 0xac00 && code <= 0xd7a3) return hangul(code - 0xac00);
  const katakana = code >= 0x3041 && code <= 0x3096 ? String.fromCodePoint(code + 0x60) : sign;
  return letters[sign] ?? consonantOfKana.get(katakana) ?? (/[ぁ-ゖァ-ー]/u.test(sign) ? '' : sign);
};

/** Consonants of a name as they sound, alike across spellings; `undefined` when it has signs of a script that cannot be read so. */
export const consonantsOf = (tokens: readonly string[]): string | undefined => {
  const latin = Array.from(tokens.join('').normalize('NFC'), romanise).join('').normalize('NFKD').replace(/\p{M}+/gu, ''); // prettier-ignore
  if (/[^a-z0-9]/u.test(latin)) return undefined;
  return latin
    .replace(/ph/gu, 'f')
    .replace(/[cq]/gu, 'k')
    .replace(/x/gu, 'ks')
    .replace(/l/gu, 'r')
    .replace(/[vw]/gu, 'b')
    .replace(/[zj]/gu, 's')
    .replace(/[aeiouyh]/gu, '')
    .replace(/(.)\1+/gu, '$1');
};
