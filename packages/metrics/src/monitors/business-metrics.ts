import type { Session } from '@audit/warehouse';
import type { GoldRun } from '../inputs/sources.ts';
import { modelText } from '../run/model-text.ts';

/** What the monitor counts by: columns of `facts`, and bands as the definitions name them. */
export interface Counted {
  readonly health: string;
  readonly healthBand: string;
  readonly churnBand: string;
  /** Column of monthly recurring revenue, or undefined where the definitions have none. */
  readonly mrr: string | undefined;
}

const count = (condition: string): string => `COUNT(CASE WHEN ${condition} THEN 1 END)`;

const sql = ({ health, healthBand, churnBand, mrr }: Counted): string =>
  `SELECT CAST($as_of AS DATE) AS as_of, COUNT(*) AS customers, ${count(`f.${churnBand} = 'HIGH'`)} AS high_risk, ${count(`f.${healthBand} = 'healthy'`)} AS healthy,
     ${count(`f.${healthBand} = 'at_risk'`)} AS at_risk, ${count(`f.${healthBand} = 'critical'`)} AS critical, ${count(`f.${health} IS NULL`)} AS without_health,
     @avg_double(f.${health}) AS mean_health, CAST(SUM(${mrr === undefined ? 'NULL' : `f.${mrr}`}) AS DECIMAL(38, 2)) AS mrr,
     (SELECT COUNT(*) FROM alerts_now a WHERE a.state = 'open') AS open_alerts,
     (SELECT COUNT(*) FROM recommendations_now r WHERE r.status = 'open') AS open_recommendations,
     CAST(NULL AS DOUBLE) AS execution_rate
   FROM facts f`;

/** Makes `business_now`, one row, of `facts`, `alerts_now` and `recommendations_now`. */
export const countBusiness = async (session: Session, counted: Counted, { asOf: as_of }: GoldRun): Promise<void> => {
  await session.materialise('business_now', modelText(session, 'business metrics', sql(counted), { as_of }));
};
