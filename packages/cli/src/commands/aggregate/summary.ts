import type { Aggregation } from '@audit/metrics';
import { counted, duration, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';
import type { AtRisk, StateOfGold } from './state-of-gold.ts';

/** What gold was computed for and by. */
export interface GoldAbout {
  readonly asOf: string;
  readonly definitions: string;
  /** Money is in it. */
  readonly currency: string;
}

/** The summary for programs. */
export const aggregateJson = (run: Aggregation, state: StateOfGold, { asOf, definitions, currency }: GoldAbout, runId: string): object => {
  const { business } = state;
  return {
    run_id: runId,
    version: run.manifest.version,
    published: run.isNew,
    as_of: asOf,
    definitions,
    currency,
    notes: run.notes,
    seconds: Object.fromEntries(run.parts.map(({ part, seconds }) => [part, Number(seconds.toFixed(3))])),
    customers: Number(business?.customers ?? 0n),
    high_risk: Number(business?.high_risk ?? 0n),
    healthy: Number(business?.healthy ?? 0n),
    at_risk: Number(business?.at_risk ?? 0n),
    critical: Number(business?.critical ?? 0n),
    without_health: Number(business?.without_health ?? 0n),
    mean_health: business?.mean_health ?? null,
    mrr: business?.mrr ?? null,
    open_alerts: Object.fromEntries(state.severities),
    rules: state.rules,
    most_at_risk: state.atRisk,
  };
};

const riskColumns = [
  { title: 'churn risk', align: 'right' },
  { title: 'health', align: 'right' },
  { title: 'customer', maxWidth: 32 },
  { title: 'MRR', align: 'right' },
  { title: 'why', maxWidth: 70 },
  { title: 'next action', maxWidth: 34 },
] as const;

/** Customers most at risk, with their reasons and next actions. */
export const atRiskText = (atRisk: readonly AtRisk[]): string =>
  atRisk.length === 0
    ? ''
    : textTable(
        riskColumns,
        atRisk.map((one) => [
          one.churn_risk ?? '',
          one.health ?? 'unknown',
          one.name === '' ? one.master_id : one.name,
          one.mrr ?? 'unknown',
          one.reasons,
          one.next_action,
        ]),
      );

const rulesText = (rules: StateOfGold['rules']): string => {
  const columns = [{ title: 'rule' }, { title: 'open', align: 'right' }, { title: 'undecidable', align: 'right' }] as const;
  return rules.length === 0
    ? ''
    : textTable(
        columns,
        rules.map(({ rule, open, undecidable }) => [rule, grouped(open), grouped(undecidable)]),
      );
};

/** The summary for people. */
export const aggregateText = (run: Aggregation, state: StateOfGold, { asOf, currency }: GoldAbout): string => {
  const { business: b } = state;
  const end = run.isNew ? `Published as version ${run.manifest.version}.` : 'Nothing changed: nothing was published.';
  if (b === undefined) return `${end}\n`;
  const health = `${grouped(b.healthy)} healthy, ${grouped(b.at_risk)} at risk, ${grouped(b.critical)} critical, ${grouped(b.without_health)} with too few data`;
  const alerts = state.severities.length === 0 ? 'none' : state.severities.map(([severity, n]) => `${grouped(n)} ${severity}`).join(', ');
  const took = run.parts.reduce((sum, { seconds }) => sum + seconds, 0);
  const lines = [
    `${counted(b.customers, 'customer')} as of ${asOf}: ${health}`,
    `  high risk of churn   ${grouped(b.high_risk)}`,
    `  MRR                  ${b.mrr ?? 'unknown'} ${currency}`,
    `  open alerts          ${alerts}`,
    `  open actions         ${grouped(b.open_recommendations)}`,
    ...(took === 0 ? [] : [`  computed in          ${duration(took)}`]),
    ...run.notes.map((note) => `  note: ${note}`),
  ];
  const risk = atRiskText(state.atRisk);
  return `${lines.join('\n')}\n\n${risk === '' ? '' : `Most at risk\n${risk}\n`}${rulesText(state.rules)}${end}\n`;
};
