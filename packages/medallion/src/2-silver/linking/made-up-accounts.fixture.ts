import { type SeededRandom, seededRandom } from '@audit/warehouse/proof';

/** An account as a file holds it; '' where there is nothing. */
export interface MadeUpAccount {
  readonly account_id: string;
  readonly name: string;
  readonly country: string;
  readonly website: string;
  readonly phone: string;
  readonly parent_account_id: string;
}
export interface MadeUpContact {
  readonly account_id: string;
  readonly email: string;
  readonly phone: string;
}

const syllables = 'va ra ti lo mi ne so ka du fi go hu pe re sa ta vi xo zi be nor tel mark sys gen dex lon tek'.split(' ');
const trades =
  'Airlines Logistics Solutions Systems Insurance Foods Energy Steel Motors Chemicals Software Consulting Engineering Bank Capital Industries Air_Lines Media Power Group Holdings'.split(
    ' ',
  );
const adjectives = 'Delta Apex Summit Pacific Northern Southern Golden Blue Prime Royal Eagle General National First'.split(' ');
const countries = ['US', 'GB', 'DE', 'FR', 'JP', ''];
const forms = ['Inc.', 'GmbH', 'Ltd', 'S.A.', 'plc', ''];

/** A name nobody has, or a brand of common words. */
const core = (random: SeededRandom): string => {
  const coined = Array.from({ length: 2 + random.below(4) }, () => random.pick(syllables)).join('');
  const head = random.next() < 0.6 ? coined[0]!.toUpperCase() + coined.slice(1) : random.pick(adjectives);
  const tail = Array.from({ length: random.below(3) }, () => random.pick(trades).replace('_', ' '));
  return [head, ...(random.next() < 0.1 ? [String(random.below(300))] : []), ...tail].join(' ');
};

/** A slip of the pen, words in another place, one more. */
const misspelt = (name: string, random: SeededRandom): string => {
  const words = name.split(' ');
  const at = random.below(words.length);
  const word = words[at]!;
  const letter = random.below(word.length);
  const kind = random.below(7);
  if (kind <= 2) words[at] = word.slice(0, letter) + word.slice(letter + 1);
  else if (kind === 3) words[at] = word.slice(0, letter) + (word[letter + 1] ?? '') + (word[letter] ?? '') + word.slice(letter + 2);
  else if (kind === 4) words[at] = word.slice(0, letter) + random.pick(['a', 'e', 's', 't', 'n']) + word.slice(letter);
  else if (kind === 5) words.splice(random.below(words.length), 0, random.pick(trades).replace('_', ' '));
  else words.reverse();
  return words.filter((one) => one !== '').join(' ');
};

/** Two words as one, or one as two. */
const cut = (name: string, random: SeededRandom): string => {
  const words = name.split(' ');
  const at = random.below(words.length);
  const letter = 1 + random.below(words[at]!.length);
  if (random.next() < 0.5) words.splice(at, 2, words.slice(at, at + 2).join(''));
  else words.splice(at, 1, words[at]!.slice(0, letter), words[at]!.slice(letter));
  return words.filter((one) => one !== '').join(' ');
};

/** Accounts of made-up companies, and their contacts: several of most companies, misspelt, with evidence in common and against it. */
export const madeUpAccounts = (
  count: number,
  seed: number,
): { readonly accounts: readonly MadeUpAccount[]; readonly contacts: readonly MadeUpContact[] } => {
  const random = seededRandom(seed);
  const accounts: MadeUpAccount[] = [];
  const contacts: MadeUpContact[] = [];
  while (accounts.length < count) {
    const name = core(random);
    const domain = `${name.toLowerCase().replaceAll(' ', '').slice(0, 12)}.com`;
    const [head, box] = [`A${String(accounts.length * 7919).padStart(9, '0')}`, `ann@${domain}`];
    for (let member = random.below(4); member >= 0 && accounts.length < count; member--) {
      const id = `A${String(accounts.length * 7919).padStart(9, '0')}`;
      let shown = name;
      for (let slips = random.below(3); slips > 0; slips--) shown = misspelt(shown, random);
      if (id === head && random.next() < 0.2) shown = cut(name, random);
      accounts.push({
        account_id: id,
        name: `${shown} ${random.pick(forms)}`.trim(),
        country: random.pick(countries),
        website: random.next() < 0.5 ? `https://www.${domain}/` : random.next() < 0.2 ? 'other.example.org' : '',
        phone: random.next() < 0.3 ? `+1 212 555 ${String(1000 + random.below(count))}` : '',
        parent_account_id: id !== head && random.next() < 0.3 ? head : '',
      });
      if (random.next() < 0.5) contacts.push({ account_id: id, email: random.next() < 0.5 ? box : `info@${domain}`, phone: '' });
    }
  }
  return { accounts, contacts };
};

/** Rows as CSV. */
export const csvOf = (rows: readonly object[]): string => {
  const columns = Object.keys(rows[0] ?? {});
  const cell = (value: unknown): string => (/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  return `${[columns, ...rows.map((row) => columns.map((name) => (row as Record<string, unknown>)[name]))].map((row) => row.map(cell).join(',')).join('\n')}\n`;
};
