import type { AccountExplanation, ExplainedAccount, ExplainedBridge, ExplainedLink, ExplainedValues, PairExplanation } from '@audit/medallion';
import { counted } from '../../output/quantity.ts';
import { printable } from '../../output/printable.ts';
import type { Style } from '../../output/style.ts';
import { textTable } from '../../output/text-table.ts';
import { percent } from './waterfall-bars.ts';
import { waterfallText } from './waterfall-text.ts';

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

/** `000A and 000B: same, by EXACT at 100, 97.2 % likely one; auto: they share a domain`. */
export const linkText = (link: ExplainedLink): string => {
  const { account_a: a, account_b: b, type, rule, confidence, probability, status, reason, refused_because: why } = link;
  const refusal = why === null ? '' : `; not joined: ${why}`;
  return `${a} and ${b}: ${type}, by ${rule} at ${confidence}, ${percent(probability)} likely one; ${status}: ${reason}${refusal}`;
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

const kindWords = { domain: 'domains', email: 'mailboxes', phone: 'telephones' } as const;

const valueText = ({ value, accounts, counts }: ExplainedValues['in_common'][number]): string =>
  `${value} (${counts === 'kept' ? '' : `no evidence: ${counts}, `}on ${counted(accounts, 'account')})`;

const evidenceText = ({ evidence, family, countries }: PairExplanation): string => {
  const lines = evidence.map(({ kind, in_common: common, only_a: onlyA, only_b: onlyB }) => {
    const rest = `else ${onlyA.length} and ${onlyB.length}`;
    return `  ${kindWords[kind].padEnd(11)}${common.length === 0 ? `none in common (${onlyA.length} and ${onlyB.length})` : `both: ${common.map(valueText).join(', ')}; ${rest}`}`;
  });
  return `Evidence\n${lines.join('\n')}\n  ${'parents'.padEnd(11)}${family}\n  ${'countries'.padEnd(11)}${countries}\n`;
};

const bridgeText = ({ link, side_a: sideA, side_b: sideB, links_across: across }: ExplainedBridge): string =>
  `what would split it: without ${across === 1 ? 'one link' : `${across} links, the strongest`} (${linkText(link)})\n    ${list(sideA)}\n    and ${list(sideB)}\n    would be two; "audit link review reject ${link.account_a} ${link.account_b}" keeps them apart\n`;

const masterText = ({ accounts: [a, b], together, path, links_between: between, weakest_bridge: bridge, link }: PairExplanation): string => {
  if (!together) {
    const links = between.map((one) => `  ${linkText(one)}\n`).join('');
    const of = ({ account_id: id, master_id: master, accounts_of_master: size }: ExplainedAccount): string => `  ${id}: ${master}, of ${counted(size, 'account')}\n`;
    return `Masters\n${of(a)}${of(b)}${links === '' ? '' : `  links between them:\n${indent(links)}`}`;
  }
  const steps = path.length === 1 && link !== null ? '' : `  shortest path of links:\n${path.map((step) => `    ${linkText(step)}\n`).join('')}`;
  return `Master\n  ${a.master_id}, of ${counted(a.accounts_of_master, 'account')}\n${steps}${bridge === null ? '' : `  ${bridgeText(bridge)}`}`;
};

const verdict = ({ together, link, candidate }: PairExplanation): string => {
  const isOne = together ? 'One customer' : 'Two customers';
  if (link === null) return `${isOne}: ${candidate ? 'no rule links them' : 'the pair was not looked at, for no key brought them together'}${together ? '; other links join them' : ''}`;
  return `${isOne}: ${link.type}, by ${link.rule} at ${link.confidence}, ${percent(link.probability)} likely one; ${link.status}: ${link.reason}`;
};

/** Explains a pair to people. */
export const pairText = (pair: PairExplanation, style: Style): string => {
  const fired = pair.link === null ? 'none' : pair.link.rules.join(', ');
  const why = pair.why_not.length === 0 ? '' : `Why not\n${pair.why_not.map((line) => `  ${line}\n`).join('')}\n`;
  const parts = [
    `${style('bold', verdict(pair))}\n`,
    why.trimEnd() === '' ? undefined : why.replace(/\n$/, ''),
    `${namesText(pair)}  rules that fired: ${fired}\n`,
    evidenceText(pair),
    `Odds, in bits\n${waterfallText(pair.waterfall, style)}`,
    masterText(pair),
  ];
  return printable(parts.filter((part) => part !== undefined).join('\n'));
};

const linksText = (title: string, links: readonly ExplainedLink[]): string =>
  links.length === 0 ? '' : `\n${title}\n${links.map((link) => `  ${linkText(link)}\n`).join('')}`;

/** Explains the master of an account to people. */
export const accountText = (account: AccountExplanation, style: Style): string => {
  const { linkage, weakest_bridge: weakest, mean_probability: mean } = account.confidence;
  const members = account.members.map(({ account_id: id, name, country }) => [id, name, country ?? '']);
  return printable(
    `${style('bold', `${account.account_id} "${account.name}": master ${account.master_id}, of ${counted(account.members.length, 'account')}`)}
confidence: ${linkage} linkage (its members’ best links), ${weakest} weakest bridge, ${percent(mean)} mean of all pairs
${account.weakest_bridge === null ? '' : bridgeText(account.weakest_bridge)}
Accounts
${indent(textTable([{ title: 'account' }, { title: 'name', maxWidth: 60 }, { title: 'country' }], members))}${linksText('Links that join them', account.links_used)}${linksText('Links refused', account.links_refused)}${linksText('Links that wait for review', account.links_waiting)}${linksText('Related, and not the same', account.links_related)}`,
  );
};
