import { counted, grouped } from '../output/quantity.ts';
import { textTable } from '../output/text-table.ts';
import type { ColumnQuality, QualityReport } from './quality-report.ts';

const percent = (share: number | null): string => (share === null ? '' : `${(share * 100).toFixed(share > 0 && share < 0.01 ? 2 : 1)} %`);

const section = (heading: string, body: string): string => `${heading}\n${body.replaceAll(/^(?=.)/gm, '  ')}`;

const columnTable = (columns: readonly ColumnQuality[]): string =>
  textTable(
    [
      { title: 'table' },
      { title: 'column' },
      { title: 'empty', align: 'right' },
      { title: 'before', align: 'right' },
      { title: 'distinct', align: 'right' },
      { title: 'refused', align: 'right' },
      { title: 'taken out', align: 'right' },
      { title: '' },
    ],
    columns.map((one) => [
      one.table,
      one.column,
      percent(one.null_share),
      percent(one.null_share_before),
      grouped(one.distinct),
      grouped(one.rejected),
      grouped(one.flagged),
      one.is_drift ? 'drift' : '',
    ]),
  );

const columnsText = (columns: readonly ColumnQuality[], all: boolean): string => {
  if (columns.length === 0) return '';
  const telling = columns.filter(({ is_drift: drift, rejected, flagged }) => drift || rejected + flagged > 0);
  const shown = all ? columns : telling;
  const heading = all
    ? 'Columns of silver'
    : `Columns of silver that stand out (${telling.length} of ${columns.length}; --profile for all)`;
  return section(heading, shown.length === 0 ? 'none\n' : columnTable(shown));
};

/** The quality of a version for people. @param all every column, not only what stands out */
export const qualityText = (report: QualityReport, all: boolean): string => {
  const { freshness, columns, quarantine, gates, data_gaps: gaps } = report;
  const parts = [
    freshness.length === 0
      ? ''
      : section(
          'Freshness',
          textTable(
            [{ title: 'source' }, { title: 'rows', align: 'right' }, { title: 'newest change' }, { title: 'last loaded' }],
            freshness.map((one) => [one.source, grouped(one.rows), one.newest_change ?? '', one.last_loaded]),
          ),
        ),
    columnsText(columns, all),
    section(
      `Quarantine: ${counted(
        quarantine.reduce((sum, { rows }) => sum + rows, 0),
        'record',
      )}`,
      quarantine.length === 0
        ? ''
        : textTable(
            [{ title: 'source' }, { title: 'column' }, { title: 'reason' }, { title: 'records', align: 'right' }, { title: 'last' }],
            quarantine.map((one) => [one.source, one.column ?? '', one.code, grouped(one.rows), one.last_refused]),
          ),
    ),
    gates.length === 0
      ? ''
      : section(
          `Gates of ${gates[0]?.pipeline ?? ''}, ${gates[0]?.as_of ?? ''}`,
          textTable(
            [
              { title: 'gate' },
              { title: 'table' },
              { title: 'measured', align: 'right' },
              { title: 'asked for', maxWidth: 70 },
              { title: 'outcome' },
            ],
            gates.map((one) => [
              one.gate,
              one.table,
              `${one.measure} ${one.value === null ? '' : Number(one.value.toFixed(4))}`,
              one.bound,
              one.outcome,
            ]),
          ),
        ),
    gaps.length === 0
      ? ''
      : section(
          'Rules that cannot be decided for want of data',
          textTable(
            [{ title: 'rule' }, { title: 'customers', align: 'right' }],
            gaps.map((one) => [one.rule, grouped(one.customers)]),
          ),
        ),
  ];
  return [...parts, `Version ${report.version}.\n`].filter((part) => part !== '').join('\n');
};
