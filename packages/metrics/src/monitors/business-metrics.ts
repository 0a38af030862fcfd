import { declaredTable, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { Definitions } from '../definitions/definitions.ts';
import type { GoldRun } from '../inputs/sources.ts';
import { modelText } from '../run/model-text.ts';

/** A run that may know what was done. */
export interface ExecutedRun extends GoldRun {
  /** Recommendations that had been carried out when the day was over; undefined where nobody kept it. */
  readonly executed?: readonly string[] | undefined;
}

const executedTable = declaredTable('gold', 'executed', {
  grain: ['recommendation_id'],
  description: 'Recommendations that were carried out.',
  columns: { recommendation_id: text({ description: 'Recommendation' }) },
});

const executionRate = `(SELECT @avg_double(CASE WHEN e.recommendation_id IS NULL THEN 0e0 ELSE 1e0 END)
     FROM recommendations_now r LEFT JOIN executed_now e ON e.recommendation_id = r.recommendation_id)`;

/** What the monitor counts by: columns of `facts`, NULL where the definitions have none. */
interface Counted {
  readonly health: string;
  readonly healthBand: string;
  readonly churnBand: string;
  readonly mrr: string;
}

const countedOf = ({ facts, scores: { scores } }: Definitions): Counted => {
  const fact = (name: string | undefined): string => (facts.some((one) => one.name === name) ? `f.${name}` : 'NULL');
  return {
    health: fact(scores.find(({ name }) => name === 'health')?.fact),
    healthBand: fact('health_band'),
    churnBand: fact('churn_risk_band'),
    mrr: fact('mrr'),
  };
};

const count = (condition: string): string => `COUNT(CASE WHEN ${condition} THEN 1 END)`;

const sql = ({ health, healthBand, churnBand, mrr }: Counted, rate: string): string =>
  `SELECT CAST($as_of AS DATE) AS as_of, COUNT(*) AS customers, ${count(`${churnBand} = 'HIGH'`)} AS high_risk, ${count(`${healthBand} = 'healthy'`)} AS healthy,
     ${count(`${healthBand} = 'at_risk'`)} AS at_risk, ${count(`${healthBand} = 'critical'`)} AS critical, ${count(`${health} IS NULL`)} AS without_health,
     @avg_double(${health}) AS mean_health, CAST(SUM(${mrr}) AS DECIMAL(38, 2)) AS mrr,
     (SELECT COUNT(*) FROM alerts_now a WHERE a.state = 'open') AS open_alerts,
     (SELECT COUNT(*) FROM recommendations_now r WHERE r.status = 'open') AS open_recommendations,
     ${rate} AS execution_rate
   FROM facts f`;

/** Makes `business_now`, one row, of `facts`, `alerts_now` and `recommendations_now`. */
export const countBusiness = async (session: Session, definitions: Definitions, { asOf: as_of, executed }: ExecutedRun): Promise<void> => {
  if (executed !== undefined)
    await session.bindRows('executed_now', executedTable, executed.map((recommendation_id) => ({ recommendation_id })) as never);
  const rate = executed === undefined ? 'CAST(NULL AS DOUBLE)' : executionRate;
  await session.materialise('business_now', modelText(session, 'business metrics', sql(countedOf(definitions), rate), { as_of }));
};
