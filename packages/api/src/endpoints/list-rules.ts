import { type AlertRule, type RecommendationRule, ruleWords } from '@audit/metrics';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { definitionsProblem } from '../preview/definitions-problem.ts';
import { definitionsNow } from '../preview/preview-definitions.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { count, optionalText } from './answer-fields.ts';
import { noFields } from './request-fields.ts';

const rule = z.strictObject({
  id: z.string(),
  section: z.enum(['rules', 'alerts']).describe('Of the definitions: recommendations, or alerts'),
  title: z.string(),
  level: z.string().describe('Priority of a recommendation, severity of an alert'),
  condition: z.string().describe('In words'),
  clear_condition: optionalText.describe('When an open alert closes, in words'),
  when: z.unknown().describe('The condition as the definitions have it (docs/metrics/rules.md)'),
  action: optionalText.describe('What to do'),
  open: count.describe('Customers it is open for'),
  undecidable: count.describe('Customers whose values are missing'),
});

const rules = z.strictObject({
  definition_version: z.string(),
  definitions: z.string().describe('What they are read from'),
  rules: z.array(rule),
  facts: z.array(z.strictObject({ name: z.string(), label: z.string(), unit: z.string() })).describe('What conditions may name'),
});

const openSql = `SELECT rule_id, CAST(SUM(open) AS BIGINT), CAST(SUM(undecidable) AS BIGINT) FROM (
    SELECT rule_id, COUNT(DISTINCT master_id) AS open, 0 AS undecidable FROM alert WHERE state = 'open' GROUP BY rule_id
    UNION ALL SELECT rule_id, COUNT(DISTINCT master_id), 0 FROM recommendation WHERE status = 'open' GROUP BY rule_id
    UNION ALL SELECT rule_id, 0, COUNT(*) FROM data_gap GROUP BY rule_id
  ) counted GROUP BY rule_id ORDER BY rule_id`;

/** How many customers each rule is open for, and cannot be decided for, in the version that is served. */
const countedRules = async (snapshot: Snapshot) => {
  const rows = await snapshot.rows(openSql);
  const of = new Map(rows.map(([id, open, undecidable]) => [String(id), { open: Number(open), undecidable: Number(undecidable) }]));
  return (id: string) => of.get(id) ?? { open: 0, undecidable: 0 };
};

type Label = (name: string) => string;

const recommendation = ({ id, when, section }: RecommendationRule, label: Label) => ({
  id,
  section: 'rules',
  title: section.title,
  level: section.priority,
  condition: ruleWords(when, label),
  clear_condition: null,
  when: section.when,
  action: section.action,
});

const alert = ({ id, when, clearWhen, section }: AlertRule, label: Label) => ({
  id,
  section: 'alerts',
  title: section.title,
  level: section.severity,
  condition: ruleWords(when, label),
  clear_condition: section.clear_when === undefined ? null : ruleWords(clearWhen, label),
  when: section.when,
  action: null,
});

const readNow = (...now: Parameters<typeof definitionsNow>): ReturnType<typeof definitionsNow> => {
  try {
    return definitionsNow(...now);
  } catch (error) {
    throw definitionsProblem(error);
  }
};

/** `GET /api/rules` */
export const listRules = endpoint({
  path: '/api/rules',
  name: 'listRules',
  summary: 'Rules and alerts as the definitions have them now, and how many customers each is open for',
  params: noFields,
  query: noFields,
  answer: rules,
  problems: ['BAD_DEFINITIONS'],
  // The definitions may change at any time, whatever version is served.
  byVersion: false,
  reply: async ({ snapshot, service: { keeper } }) => {
    const { version, origin, rules: defined, facts } = readNow(snapshot, keeper.options);
    const counted = await countedRules(snapshot);
    const labels = new Map(facts.map(({ name, label }) => [name, label]));
    const label: Label = (name) => labels.get(name) ?? name;
    const items = [...defined.rules.map((one) => recommendation(one, label)), ...defined.alerts.map((one) => alert(one, label))];
    return {
      body: JSON.stringify({
        definition_version: version,
        definitions: origin,
        rules: items.map((one) => ({ ...one, ...counted(one.id) })),
        facts: facts.map(({ name, label: words, unit }) => ({ name, label: words, unit })),
      }),
    };
  },
});
