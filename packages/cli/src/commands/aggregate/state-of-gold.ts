import {
  businessMetrics,
  customerAlerts,
  customerDataGaps,
  customerRecommendations,
  declaredTable,
  qualifiedName,
  type Row,
  type Table,
} from '@audit/contract';
import { type Engine, type Lake, type Manifest, tableScan, textLiteral } from '@audit/warehouse';

/** A customer who may leave: what a person is told first. */
export interface AtRisk {
  readonly master_id: string;
  readonly name: string;
  readonly churn_risk: string | null;
  readonly health: string | null;
  readonly mrr: string | null;
  readonly reasons: string;
  readonly next_action: string;
}

/** What gold says of the customer base. */
export interface StateOfGold {
  readonly business: Row<typeof businessMetrics> | undefined;
  readonly severities: readonly (readonly [string, number])[];
  readonly rules: readonly { readonly rule: string; readonly open: number; readonly undecidable: number }[];
  readonly atRisk: readonly AtRisk[];
}

const declared = (manifest: Manifest, name: string): Table | undefined => {
  const declaration = manifest.tables[`gold_${name}`]?.declaration;
  return declaration === undefined ? undefined : declaredTable('gold', name, declaration);
};

/** Columns of `table` there are, the others as NULL. */
const known = (table: Table, names: readonly string[]): string =>
  names.map((name) => (table.columns[name] === undefined ? `NULL AS ${name}` : name)).join(', ');

/** Those most at risk, with what stands behind it. */
const atRiskSql = (table: Table, scan: string, alerts: string): string =>
  `SELECT c.master_id, COALESCE(c.name, '') AS name, CAST(FLOOR(c.churn_risk) AS BIGINT) AS churn_risk, CAST(FLOOR(c.health_score) AS BIGINT) AS health, c.mrr,
     COALESCE(a.reasons, '') AS reasons, COALESCE(c.next_action, '') AS next_action
   FROM (SELECT master_id, name, next_action, ${known(table, ['churn_risk', 'health_score', 'mrr'])} FROM (${scan}) s) c
   LEFT JOIN (SELECT master_id, STRING_AGG(message, ' ' ORDER BY severity, rule_id) AS reasons FROM (${alerts}) r WHERE state = 'open' AND severity <> 'data' GROUP BY master_id) a
     ON a.master_id = c.master_id
   WHERE c.churn_risk IS NOT NULL ORDER BY c.churn_risk DESC, c.mrr DESC NULLS LAST, c.master_id`;

/** Reads what a version has of a day. @param most customers at risk at most */
export const stateOfGold = async (engine: Engine, lake: Lake, manifest: Manifest, asOf: string, most = 10): Promise<StateOfGold> => {
  await using session = await engine.session();
  const scan = (table: Table): string => tableScan(lake, table, manifest.tables[qualifiedName(table)]);
  const [business] = await session.rows(
    `SELECT * FROM (${scan(businessMetrics)}) b WHERE as_of = CAST(${textLiteral(asOf)} AS DATE)`,
    businessMetrics,
  );
  const severities = await session.evidence(
    `SELECT severity, COUNT(*) AS n FROM (${scan(customerAlerts)}) a WHERE state = 'open' GROUP BY severity ORDER BY LIST_POSITION(['critical', 'high', 'medium', 'low', 'data'], severity)`,
    10,
  );
  const rules = await session.evidence(
    `SELECT rule, SUM(open) AS open, SUM(undecidable) AS undecidable FROM (
       SELECT rule_id AS rule, COUNT(*) AS open, 0 AS undecidable FROM (${scan(customerRecommendations)}) r WHERE status = 'open' GROUP BY rule_id
       UNION ALL SELECT rule_id AS rule, 0 AS open, COUNT(*) AS undecidable FROM (${scan(customerDataGaps)}) g GROUP BY rule_id) u
     GROUP BY rule ORDER BY rule`,
    1000,
  );
  const table = declared(manifest, 'customer_360');
  const atRisk = table === undefined || most === 0 ? [] : await session.evidence(atRiskSql(table, scan(table), scan(customerAlerts)), most);
  return {
    business,
    severities: severities.map((row) => [row['severity'] ?? '', Number(row['n'])]),
    rules: rules.map((row) => ({ rule: row['rule'] ?? '', open: Number(row['open']), undecidable: Number(row['undecidable']) })),
    atRisk: atRisk as unknown as readonly AtRisk[],
  };
};
