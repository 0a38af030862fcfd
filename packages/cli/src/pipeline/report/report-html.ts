import { explainStyle } from '../../commands/link/explain-style.ts';
import { escaped } from '../../commands/link/html.ts';
import { counted, duration, grouped } from '../../output/quantity.ts';
import { lineageSvg } from './lineage-svg.ts';
import type { RunReport } from './run-report.ts';

const style = `${explainStyle}
main { max-width: 1180px }
td.wide { width: auto } tbody th { width: auto; white-space: normal }
th, td { overflow-wrap: break-word; padding-right: 20px } td:not(:last-child) { white-space: nowrap } td:last-child { overflow-wrap: anywhere } td.number, th.number { padding-right: 20px }
svg .table { fill: var(--card); stroke: var(--line) } svg .table.changed { fill: var(--mark); stroke: var(--for) }
svg .name { font-weight: 600 } svg .layer { font-size: 13px; fill: var(--muted) }
svg .edge { fill: none; stroke: var(--line); stroke-width: 1.2 } svg .edge.news { stroke: var(--for) }
.bad { color: var(--against); font-weight: 600 } .good { color: var(--for) }`;

type Cell = string | number | { readonly html: string };

const cellHtml = (value: Cell): string => {
  if (typeof value === 'number') return `<td class="number">${grouped(value)}</td>`;
  return `<td>${typeof value === 'string' ? escaped(value) : value.html}</td>`;
};

const table = (titles: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const isNumber = (at: number): boolean => rows.some((row) => typeof row[at] === 'number');
  const head = titles.map((title, at) => `<th scope="col"${isNumber(at) ? ' class="number"' : ''}>${escaped(title)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
};

const section = (title: string, content: string): string => (content === '' ? '' : `<section>\n<h2>${title}</h2>\n${content}\n</section>`);

const signed = (sign: string, rows: number | null): string => (rows === null ? 'all new' : rows === 0 ? '' : `${sign}${grouped(rows)}`);

const outcome = (word: string): Cell => ({
  html: `<span class="${word === 'failed' ? 'bad' : word === 'warned' ? 'bad' : word === 'done' || word === 'passed' ? 'good' : 'muted'}">${word}</span>`,
});

const stepsTable = ({ steps }: RunReport): string =>
  table(
    ['Step', 'Outcome', 'Time', 'Quarantined', 'What'],
    steps.map((one) => [
      one.step,
      outcome(one.outcome),
      one.outcome === 'skipped' ? '' : `${duration(one.seconds)}${one.resumed ? ', by an earlier attempt' : ''}`,
      one.quarantined,
      one.why === '' ? one.notes.join('; ') : one.why,
    ]),
  );

const tablesTable = ({ steps }: RunReport): string => {
  const rows = steps.flatMap(({ step, tables }) =>
    tables.map((one): readonly Cell[] => [
      step,
      one.table,
      one.rows,
      signed('+', one.added),
      one.removed === null ? '' : signed('−', one.removed),
    ]),
  );
  return rows.length === 0 ? '<p>No table changed.</p>' : table(['Step', 'Table', 'Rows', 'Added', 'Removed'], rows);
};

const partsTable = ({ steps }: RunReport): string => {
  const rows = steps.flatMap(({ step, accounts }) =>
    accounts
      .filter(({ mode }) => mode !== 'skip')
      .map((one): readonly Cell[] => {
        const counts = Object.entries(one.counts).map(([name, count]) => `${name} ${grouped(count)}`);
        return [step, one.step, one.mode, one.seconds.toFixed(2), counts.join(', '), one.why];
      }),
  );
  if (rows.length === 0) return '';
  return `<details><summary>${counted(rows.length, 'part')}</summary>${table(['Step', 'Part', 'How', 'Seconds', 'Rows', 'Why'], rows)}</details>`;
};

const gatesTable = ({ gates }: RunReport): string =>
  gates.length === 0
    ? ''
    : table(
        ['Gate', 'Table', 'Outcome', 'Measured', 'Asked for'],
        gates.map((one) => [
          one.gate,
          one.table,
          outcome(one.outcome),
          `${one.measure} ${one.value === null ? '–' : Number(one.value.toFixed(4))}`,
          one.bound,
        ]),
      );

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(2)} %`);

const driftTable = ({ quality: { columns } }: RunReport): string => {
  const drifting = columns.filter((one) => one.is_drift);
  if (columns.length === 0) return '';
  if (drifting.length === 0) return `<p>None of ${counted(columns.length, 'column')} of silver differs from its last runs.</p>`;
  return table(
    ['Table', 'Column', 'Empty', 'Before', 'Distinct', 'Before '],
    drifting.map((one) => [
      one.table,
      one.column,
      percent(one.null_share),
      percent(one.null_share_before),
      one.distinct,
      one.distinct_before?.toFixed(0) ?? '–',
    ]),
  );
};

const quarantineTable = ({ quality: { quarantine } }: RunReport): string =>
  quarantine.length === 0
    ? '<p>Nothing is in quarantine.</p>'
    : table(
        ['Source', 'Column', 'Reason', 'Records', 'Last'],
        quarantine.map((one) => [one.source, one.column ?? '', one.code, one.rows, one.last_refused]),
      );

const freshnessTable = ({ quality: { freshness } }: RunReport): string =>
  freshness.length === 0
    ? ''
    : table(
        ['Source', 'Rows', 'Newest change', 'Last loaded'],
        freshness.map((one) => [one.source, one.rows, one.newest_change ?? '', one.last_loaded]),
      );

const gapsTable = ({ quality: { data_gaps: gaps } }: RunReport): string =>
  gaps.length === 0
    ? ''
    : table(
        ['Rule', 'Customers'],
        gaps.map((one) => [one.rule, one.customers]),
      );

const verdict = ({ status, version, parent, error }: RunReport): string => {
  if (status === 'failed') return `Failed, nothing was published: version ${parent} stays. ${error?.message ?? ''}`;
  return status === 'published' ? `Published as version ${version ?? ''}.` : `Nothing changed: version ${parent} stays.`;
};

/** A run as one page: no script, nothing from elsewhere, readable on paper and without its picture. */
export const reportHtml = (report: RunReport): string => {
  const title = `${report.pipeline}, ${report.as_of}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}: ${report.status}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="eyebrow">Run <code>${escaped(report.run_id)}</code> · clock ${escaped(report.clock)}</p>
<h1>${escaped(title)}</h1>
<p class="verdict${report.status === 'failed' ? ' two' : ''}">${report.status}</p>
<p class="apart">${escaped(verdict(report))} ${duration(report.seconds)}, ${counted(report.quarantined, 'row')} in quarantine.</p>
</header>
${section('Steps', stepsTable(report))}
${section('Gates', gatesTable(report))}
${section('Tables that changed', `${tablesTable(report)}${partsTable(report)}`)}
${section('Freshness', freshnessTable(report))}
${section('Drift', driftTable(report))}
${section('Quarantine', quarantineTable(report))}
${section('Rules that cannot be decided for want of data', gapsTable(report))}
${section('Lineage', `<div class="scroll">${lineageSvg(report.lineage)}</div>`)}
</main>
</body>
</html>
`;
};
