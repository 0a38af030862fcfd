import type { Agreement, Evaluation, PairAgreement } from '@audit/medallion';
import { counted, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';

const number = (value: number | null): string => (value === null ? '–' : value.toFixed(4));
const scores = ({ precision, recall, f1 }: Agreement): readonly string[] => [number(precision), number(recall), number(f1)];
const pairs = (one: PairAgreement): readonly string[] => [
  ...scores(one),
  grouped(one.found_pairs),
  grouped(one.right_pairs),
  grouped(one.true_pairs),
];

const columns = (title: string) => [
  { title },
  ...['precision', 'recall', 'F1', 'found', 'right', 'true'].map((name) => ({ title: name, align: 'right' as const })),
];

/** An evaluation as tables, for people. */
export const evaluationText = ({ accounts, without_master: without, pair, cluster, b_cubed: cubed, curve, slices }: Evaluation): string => {
  const main = [
    ...(pair === null ? [] : [['links, auto', ...pairs(pair)]]),
    ['clusters', ...pairs(cluster)],
    ['B-cubed', ...scores(cubed), '', '', ''],
  ];
  const lacking = without === 0 ? '' : ` (${grouped(without)} of them without a master, each counted alone)`;
  const curveRows = curve.map((point) => [`≥ ${point.probability}`, ...pairs(point)]);
  return [
    `${counted(accounts, 'account')}${lacking}\n\n${textTable(columns('pairs of'), main)}`,
    ...(curve.length === 0 ? [] : [textTable(columns('probability'), curveRows)]),
    ...Object.entries(slices).map(([name, parts]) =>
      textTable(
        columns(name),
        Object.entries(parts).map(([part, one]) => [part, ...pairs(one)]),
      ),
    ),
  ].join('\n');
};
