import { textLiteral } from '@audit/warehouse';
import { valueHash } from '../evidence/gather-evidence.ts';
import { familyNumber } from '../lake/result-relations.ts';
import { alike } from '../rules/corpus-ties.ts';
import { contradictions } from '../rules/pair-evidence.ts';

/** What an account is known by where it stands for others; NULL for none. */
export const accountHash = (id: string): string => `CASE WHEN ${id} IS NOT NULL THEN ${valueHash(id)} END`;

/** What a name is known by; 0 for one without words. */
export const nameHash = (name: string): string => `CASE WHEN ${name} <> '' THEN ${valueHash(name)} ELSE 0 END`;

const isAgainst = `d.reason IN (${Object.values(contradictions).map(textLiteral).join(', ')})`;
const isFor = `l.emails + l.phones > 0 OR l.family = ${familyNumber('same')}`;

/**
 * Query (a, b, is_against) of what links of alike names say of other pairs, as their rows tell, of the relations `bindResults` makes: under the
 * rules that are followed row by row, each such pair has one.
 */
export const tiesSql = `SELECT l.a, l.b, ${isAgainst} AS is_against FROM numbered_links l JOIN link_decisions d ON d.decision = l.decision
  WHERE l.name_score >= ${alike} AND (${isAgainst} OR ${isFor})`;
