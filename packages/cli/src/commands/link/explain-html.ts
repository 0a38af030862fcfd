import type {
  AllPairs,
  ExplainedAccount,
  ExplainedBridge,
  ExplainedLink,
  ExplainedValues,
  PairExplanation,
  Waterfall,
} from '@audit/medallion';
import { counted } from '../../output/quantity.ts';
import { explainStyle } from './explain-style.ts';
import { linkText, verdictText } from './explain-text.ts';
import { escaped } from './html.ts';
import { percent, signed } from './waterfall-bars.ts';
import { partName, waterfallSvg } from './waterfall-svg.ts';

const cell = (text: string): string => `<td>${text === '' ? '<span class="muted">–</span>' : escaped(text)}</td>`;

const section = (title: string, id: string, content: string): string =>
  `<section aria-labelledby="${id}">\n<h2 id="${id}">${title}</h2>\n${content}\n</section>`;

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

const items = (lines: readonly string[]): string => `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;

const namesTable = ({ accounts: [a, b] }: PairExplanation): string => {
  const row = (title: string, of: (account: ExplainedAccount) => string): string => {
    const [one, other] = [of(a), of(b)];
    return one === '' && other === '' ? '' : `<tr><th scope="row">${title}</th>${cell(one)}${cell(other)}</tr>`;
  };
  const rows = [
    row('As it came', ({ name }) => name.as_it_came),
    row('Folded', ({ name }) => name.plain),
    row('Compared', ({ name }) => name.tokens.map(({ word, names }) => `${word} (in ${counted(names, 'name')})`).join(', ')),
    row('Legal form', ({ name }) => name.legal_form),
    row('Place', ({ name }) => name.geo_tag),
    row('Numbers', ({ name }) => name.numbers.join(', ')),
    row('Country', ({ country }) => country ?? ''),
    row('Website', ({ website }) => website ?? ''),
    row('Parents', ({ parents }) => parents.join(' › ')),
    row('Master', ({ master_id: master, accounts_of_master: size }) => `${master}, of ${counted(size, 'account')}`),
  ];
  const head = [a, b].map(({ account_id: id }) => `<th scope="col"><code>${escaped(id)}</code></th>`).join('');
  return `<div class="scroll" tabindex="0" role="region" aria-labelledby="names"><table class="even"><thead><tr><th scope="col">Account</th>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
};

const similarityList = ({ similarity, link }: PairExplanation): string => {
  const { score, distance, length, gates, generic, by_name_alone: alone } = similarity;
  return items([
    `${score} of 100 alike: ${score === 100 ? 'the same words' : `${distance} of ${counted(length, 'character')} differ`}`,
    ...gates.map(({ gate, means }) => `Gate “${gate}”: ${means}`),
    ...(generic ? ['Any company may carry such a name'] : []),
    `By name alone: ${alone.relation}, ${alone.reason}`,
    `Rules that fired: ${link?.rules.join(', ') ?? 'none'}`,
  ]);
};

const kindNames = { domain: 'Domains', label: 'Domain stems', email: 'Mailboxes', phone: 'Telephones' } as const;

const held = (values: ExplainedValues['only_a']): string =>
  `<td>${values.map(({ value, accounts, counts }) => `${escaped(value)} <small>${counts === 'kept' ? '' : `no evidence: ${escaped(counts)}, `}on ${counted(accounts, 'account')}</small>`).join('<br>') || '<span class="muted">–</span>'}</td>`;

const relation = { same: 'the same', different: 'different', unknown: 'not known' } as const;

const evidenceTable = ({ evidence, family, countries, accounts: [a, b] }: PairExplanation): string => {
  const rows = evidence.map(
    (kind) => `<tr><th scope="row">${kindNames[kind.kind]}</th>${held(kind.in_common)}${held(kind.only_a)}${held(kind.only_b)}</tr>`,
  );
  const only = [a, b].map(({ account_id: id }) => `<th scope="col">Only<br><code>${escaped(id)}</code></th>`).join('');
  return `<div class="scroll" tabindex="0" role="region" aria-labelledby="evidence"><table class="even"><thead><tr><th scope="col">Kind</th><th scope="col">Both</th>${only}</tr></thead><tbody>${rows.join('')}</tbody></table></div>
<p class="apart">Ultimate parents: ${relation[family]}. Countries: ${relation[countries]}.</p>`;
};

const oddsTable = ({ contributions, bits, probability }: Waterfall): string =>
  `<details><summary>The picture as a table</summary><table><thead><tr><th scope="col">Part</th><th scope="col">Found</th><th scope="col" class="number">Bits</th></tr></thead><tbody>${contributions
    .map(
      (one) => `<tr><th scope="row">${escaped(partName(one.part))}</th>${cell(one.found)}<td class="number">${signed(one.bits)}</td></tr>`,
    )
    .join(
      '',
    )}<tr><th scope="row">Together</th><td>${percent(probability)} likely one customer</td><td class="number">${signed(bits)}</td></tr></tbody></table></details>`;

const pairsText = ({ pairs, known, bits, bits_of_unknown: unknown }: AllPairs): string =>
  `All pairs of accounts between the two masters (${pairs}) say ${signed(bits)} bits together${known === pairs ? '' : `, with ${signed(unknown)} for each of the ${pairs - known} nothing is known of`}. The guard joins masters from 0 up.`;

const bridgeHtml = ({ link, side_a: sideA, side_b: sideB, links_across: across }: ExplainedBridge): string =>
  `<p>Without ${across === 1 ? 'one link' : `${across} links, the strongest of them this one,`} it would be two:</p>${items([linkText(link)])}
<p>${escaped(sideA.join(', '))}<br><span class="muted">and</span> ${escaped(sideB.join(', '))}</p>
<p>To keep them apart: <code>audit link review reject ${escaped(link.account_a)} ${escaped(link.account_b)}</code></p>`;

const linksHtml = (links: readonly ExplainedLink[]): string => items(links.map(linkText));

const clusterHtml = ({
  together,
  path,
  links_between: between,
  all_pairs: all,
  weakest_bridge: bridge,
  accounts: [a],
}: PairExplanation): string => {
  if (!together) {
    const links =
      between.length === 0
        ? '<p>No link leads from one master to the other.</p>'
        : `<p>Links between the masters, which join nothing:</p>${linksHtml(between)}`;
    return `${links}${all === null ? '' : `<p>${escaped(pairsText(all))}</p>`}`;
  }
  return `<p>Both are of master <code>${a.master_id}</code>, of ${counted(a.accounts_of_master, 'account')}. The shortest way from one to the other:</p>${linksHtml(path)}${bridge === null ? '' : bridgeHtml(bridge)}`;
};

/** An explanation of a pair as one page: no script, nothing from elsewhere, readable without its picture. */
export const pairHtml = (pair: PairExplanation): string => {
  const [a, b] = pair.accounts;
  const title = `${a.name.as_it_came} and ${b.name.as_it_came}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}: why ${pair.together ? 'one customer' : 'two customers'}</title>
<style>${explainStyle}</style>
</head>
<body>
<main>
<header>
<p class="eyebrow">Account link <code>${escaped(a.account_id)}</code> · <code>${escaped(b.account_id)}</code></p>
<h1>${escaped(title)}</h1>
<p class="verdict${pair.together ? '' : ' two'}">${pair.together ? 'One customer' : 'Two customers'}</p>
<p class="apart">${escaped(sentence(verdictText(pair)))}</p>
</header>
${pair.why_not.length === 0 ? '' : section(pair.together ? 'Why not directly' : 'Why not', 'why-not', items(pair.why_not))}
${section('The odds', 'odds', `<div class="scroll" tabindex="0" role="region" aria-labelledby="odds">${waterfallSvg(pair.waterfall)}</div>\n${oddsTable(pair.waterfall)}`)}
${section('Names', 'names', `${namesTable(pair)}<div class="apart">${similarityList(pair)}</div>`)}
${section('Evidence', 'evidence', evidenceTable(pair))}
${section(pair.together ? 'The master' : 'The masters', 'master', clusterHtml(pair))}
</main>
</body>
</html>
`;
};
