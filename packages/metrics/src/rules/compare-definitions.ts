import { type Session, textLiteral } from '@audit/warehouse';
import type { ScoreDefinitions } from '../scores/score-definitions.ts';
import { keepOutcomes } from './preview-rules.ts';
import type { RuleDefinitions } from './rule-definitions.ts';

/** What a session keeps of definitions it computed, to compare them with others. */
export interface KeptDefinitions {
  readonly scores: ScoreDefinitions;
  readonly rules: RuleDefinitions;
}

/** A change of bands or outcomes, with how many customers it would befall and some of them. */
export interface DefinitionChange {
  /** Score, rule or alert. */
  readonly of: string;
  readonly what: 'band' | 'outcome';
  readonly before: string;
  readonly after: string;
  readonly customers: number;
  readonly examples: readonly string[];
}

/** Keeps bands and outcomes of what is in the session now (`score_values`, `facts`), under a word that tells them apart: `before`, `after`. */
export const keepDefinitions = async (session: Session, word: string, { scores, rules }: KeptDefinitions): Promise<void> => {
  const bands = scores.scores.map(
    ({ name }) => `SELECT master_id, ${textLiteral(name)} AS of, COALESCE(${name}_band, 'none') AS said FROM score_values`,
  );
  const none = `SELECT master_id, '' AS of, '' AS said FROM score_values WHERE FALSE`;
  await session.materialise(`bands_${word}`, [...bands, none].join(' UNION ALL '));
  const conditions = [...rules.rules, ...rules.alerts];
  await keepOutcomes(session, `fired_${word}`, conditions);
  const ids = conditions.map(({ id }) => `(${textLiteral(id)})`).join(', ');
  await session.materialise(
    `outcomes_${word}`,
    conditions.length === 0
      ? none
      : `SELECT f.master_id, r.of, CASE WHEN o.fired THEN 'fired' WHEN o.rule_id IS NOT NULL THEN 'undecidable' ELSE 'not_fired' END AS said
         FROM facts f CROSS JOIN (VALUES ${ids}) r(of) LEFT JOIN fired_${word} o ON o.master_id = f.master_id AND o.rule_id = r.of`,
  );
};

const changesSql = (relation: string, what: DefinitionChange['what'], examples: number): string =>
  `SELECT of, '${what}' AS what, before, after, COUNT(*) AS customers, ARRAY_TO_STRING(LIST(master_id ORDER BY master_id)[1:${examples}], CHR(31)) AS examples
   FROM (SELECT COALESCE(b.master_id, a.master_id) AS master_id, COALESCE(b.of, a.of) AS of, COALESCE(b.said, 'absent') AS before, COALESCE(a.said, 'absent') AS after
     FROM ${relation}_before b FULL JOIN ${relation}_after a ON a.master_id = b.master_id AND a.of = b.of) j
   WHERE before <> after AND NOT (before = 'absent' AND after = 'not_fired') AND NOT (before = 'not_fired' AND after = 'absent')
   GROUP BY of, before, after`;

/** What differs between the definitions kept as `before` and as `after`, of the same customers. @param examples how many customers to name of each change */
export const compareDefinitions = async (session: Session, examples: number): Promise<readonly DefinitionChange[]> => {
  const rows = await session.evidence(
    `SELECT * FROM (${changesSql('bands', 'band', examples)} UNION ALL ${changesSql('outcomes', 'outcome', examples)}) c ORDER BY what, of, before, after`,
    Number.MAX_SAFE_INTEGER,
  );
  return rows.map((row) => ({
    of: row['of'] ?? '',
    what: row['what'] === 'band' ? 'band' : 'outcome',
    before: row['before'] ?? '',
    after: row['after'] ?? '',
    customers: Number(row['customers']),
    examples: (row['examples'] ?? '') === '' ? [] : (row['examples'] ?? '').split('\u001f'),
  }));
};
