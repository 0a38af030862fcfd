import type {
  AccountExplanation,
  AllPairs,
  ExplainedAccount,
  ExplainedBridge,
  ExplainedLink,
  ExplainedValues,
  PairExplanation,
} from '@audit/medallion';
import { counted } from '../../output/quantity.ts';
import { allPrintable } from '../../output/printable.ts';
import type { Style } from '../../output/style.ts';
import { textTable } from '../../output/text-table.ts';
import { percent, signed } from './waterfall-bars.ts';
import { waterfallText } from './waterfall-text.ts';

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

/** `auto: they share a domain`. */
const statusText = ({ status, reason, refused_because: why }: ExplainedLink): string => {
  if (why === null) return `${status}: ${reason}`;
  return status === 'refused' ? `refused: ${why}, though ${reason}` : `${status}: ${reason}; and refused: ${why}`;
};

/** `same, by EXACT at 100, 97.2 % likely one`. */
const kindText = ({ type, rule, confidence, probability }: ExplainedLink): string =>
  `${type}, by ${rule} at ${confidence}, ${percent(probability)} likely one`;

/** What a person said: `two customers, said by ada at 2026-11-01: other owners`. */
const saidText = ({ type, status, reason }: ExplainedLink): string =>
  `${status === 'refused' ? 'two customers' : type === 'related' ? 'two customers of one owner' : 'one customer'}, said ${reason}`;

const decisionText = (link: ExplainedLink): string => (link.rule === 'MANUAL' ? saidText(link) : `${kindText(link)}; ${statusText(link)}`);

/** `000A and 000B: same, by EXACT at 100, 97.2 % likely one; auto: they share a domain`. */
export const linkText = (link: ExplainedLink): string => `${link.account_a} and ${link.account_b}: ${decisionText(link)}`;

/** What became of a pair, in a sentence. */
export const verdictText = ({ link, candidate, together }: PairExplanation): string => {
  if (link !== null) return decisionText(link);
  return `${candidate ? 'no rule links them' : 'the pair was not looked at, for no key brought them together'}${together ? '; other links join them' : ''}`;
};

const list = (items: readonly string[]): string => items.join(', ') || '–';

const namesText = ({ accounts: [a, b], similarity }: PairExplanation): string => {
  const row = (title: string, of: (account: ExplainedAccount) => string): readonly string[] => [title, of(a), of(b)];
  const rows = [
    row('as it came', ({ name }) => name.as_it_came),
    row('folded', ({ name }) => name.plain),
    row('compared', ({ name }) => list(name.tokens.map(({ word, names }) => `${word} (in ${names})`))),
    row('legal form', ({ name }) => name.legal_form || '–'),
    row('place', ({ name }) => name.geo_tag || '–'),
    row('numbers', ({ name }) => list(name.numbers)),
    row('country', ({ country }) => country ?? '–'),
    row('parents', ({ parents }) => parents.join(' > ') || '–'),
  ];
  const { score, distance, length, gates, generic, by_name_alone: alone } = similarity;
  const letters = score === 100 ? 'the same words' : `${distance} of ${counted(length, 'character')} differ`;
  const held = gates.map(({ gate, means }) => `\n  gate ${gate}: ${means}`).join('');
  return `Names\n${indent(textTable([{ title: '' }, { title: a.account_id, maxWidth: 60 }, { title: b.account_id, maxWidth: 60 }], rows))}  similarity ${score} of 100: ${letters}${held}${generic ? '\n  any company may carry such a name' : ''}\n  by name alone: ${alone.relation}, ${alone.reason}\n`;
};

const kindWords = { domain: 'domains', label: 'their stems', email: 'mailboxes', phone: 'telephones' } as const;

const valueText = ({ value, accounts, counts }: ExplainedValues['in_common'][number]): string =>
  `${value} (${counts === 'kept' ? '' : `no evidence: ${counts}, `}on ${counted(accounts, 'account')})`;

const sideText = (values: ExplainedValues['only_a']): string =>
  values.length === 0
    ? '–'
    : values.every(({ value }) => value === '***')
      ? `${values.length}`
      : values.map(({ value }) => value).join(', ');

const valuesText = ({ kind, in_common: common, only_a: onlyA, only_b: onlyB }: ExplainedValues): string => {
  const sides = onlyA.length + onlyB.length === 0 ? '' : `; only one: ${sideText(onlyA)} | ${sideText(onlyB)}`;
  return `  ${kindWords[kind].padEnd(12)}${common.length === 0 ? `none in common${sides}` : `both: ${common.map(valueText).join(', ')}${sides}`}\n`;
};

const evidenceText = ({ evidence, family, countries }: PairExplanation): string => {
  const [domains] = evidence;
  // The name of a domain is told where it is all the domains have in common.
  const told = evidence.filter(({ kind, in_common: common }) => kind !== 'label' || (common.length > 0 && domains?.in_common.length === 0));
  return `Evidence\n${told.map(valuesText).join('')}  ${'parents'.padEnd(12)}${family}\n  ${'countries'.padEnd(12)}${countries}\n`;
};

const bridgeText = ({ link, side_a: sideA, side_b: sideB, links_across: across }: ExplainedBridge): string =>
  `what would split it: without ${across === 1 ? 'one link' : `${across} links, the strongest`} (${linkText(link)})\n    ${list(sideA)}\n    and ${list(sideB)}\n    would be two; "audit link review reject ${link.account_a} ${link.account_b}" keeps them apart\n`;

const allPairsText = ({ pairs, known, bits, bits_of_unknown: unknown }: AllPairs): string =>
  `  all pairs between them (${pairs}): ${signed(bits)} bits${known === pairs ? '' : `, ${signed(unknown)} for each of ${pairs - known} nothing is known of`}; the guard joins from 0 up\n`;

const masterText = (pair: PairExplanation): string => {
  const { accounts, together, path, links_between: between, all_pairs: all, weakest_bridge: bridge, link } = pair;
  const [a, b] = accounts;
  if (!together) {
    const links = between.map((one) => `  ${linkText(one)}\n`).join('');
    const of = ({ account_id: id, master_id: master, accounts_of_master: size }: ExplainedAccount): string =>
      `  ${id}: ${master}, of ${counted(size, 'account')}\n`;
    return `Masters\n${of(a)}${of(b)}${links === '' ? '' : `  links between them:\n${indent(links)}`}${all === null ? '' : allPairsText(all)}`;
  }
  const steps =
    path.length === 1 && link !== null ? '' : `  shortest path of links:\n${path.map((step) => `    ${linkText(step)}\n`).join('')}`;
  return `Master\n  ${a.master_id}, of ${counted(a.accounts_of_master, 'account')}\n${steps}${bridge === null ? '' : `  ${bridgeText(bridge)}`}`;
};

/** Explains a pair to people. */
export const pairText = (given: PairExplanation, style: Style): string => {
  const pair = allPrintable(given);
  const fired = pair.link === null ? 'none' : pair.link.rules.join(', ');
  const why =
    pair.why_not.length === 0 ? '' : `Why not${pair.together ? ' directly' : ''}\n${pair.why_not.map((line) => `  ${line}\n`).join('')}\n`;
  const parts = [
    `${style('bold', `${pair.together ? 'One customer' : 'Two customers'}: ${verdictText(pair)}`)}\n`,
    why.trimEnd() === '' ? undefined : why.replace(/\n$/, ''),
    `${namesText(pair)}  rules that fired: ${fired}\n`,
    evidenceText(pair),
    `Odds, in bits\n${waterfallText(pair.waterfall, style)}`,
    masterText(pair),
  ];
  return parts.filter((part) => part !== undefined).join('\n');
};

const linksText = (title: string, links: readonly ExplainedLink[]): string =>
  links.length === 0 ? '' : `\n${title}\n${links.map((link) => `  ${linkText(link)}\n`).join('')}`;

const survivorsText = ({ survivors }: AccountExplanation): string => {
  const rows = survivors.map(({ field, value, account_id: from, rule }) => [field, value, from, rule]);
  return `\nMaster account\n${indent(textTable([{ title: 'field' }, { title: 'value', maxWidth: 60 }, { title: 'from' }, { title: 'rule' }], rows))}`;
};

/** Explains the master of an account to people. */
export const accountText = (given: AccountExplanation, style: Style): string => {
  const account = allPrintable(given);
  const { linkage, weakest_bridge: weakest, mean_probability: mean } = account.confidence;
  const members = account.members.map(({ account_id: id, name, country }) => [id, name, country ?? '']);
  return `${style('bold', `${account.account_id} "${account.name}": master ${account.master_id}, of ${counted(account.members.length, 'account')}`)}
confidence: ${linkage} linkage (its members’ best links), ${weakest} weakest bridge, ${percent(mean)} mean of all pairs
${account.weakest_bridge === null ? '' : bridgeText(account.weakest_bridge)}
Accounts
${indent(textTable([{ title: 'account' }, { title: 'name', maxWidth: 60 }, { title: 'country' }], members))}${survivorsText(account)}${linksText('Links that join them', account.links_used)}${linksText('Links refused', account.links_refused)}${linksText('Links that wait for review', account.links_waiting)}${linksText('Related, and not the same', account.links_related)}`;
};
