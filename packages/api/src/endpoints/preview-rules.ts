import { ruleWords } from '@audit/metrics';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { ApiProblem } from '../http/problem.ts';
import { definitionsProblem } from '../preview/definitions-problem.ts';
import { changedBy, definitionsNow, previewDefinitions } from '../preview/preview-definitions.ts';
import { anyValue, count, day } from './answer-fields.ts';
import { noFields } from './request-fields.ts';

const body = z.strictObject({
  definitions: z
    .record(z.string(), z.unknown())
    .describe('What differs from the definitions there are, such as {"rules": {"R007": {…}}}; or whole ones (docs/metrics/rules.md)'),
  examples: z.int().min(0).max(20).default(5).describe('How many customers to name of each'),
});

const preview = z.strictObject({
  as_of: day,
  version: count,
  definition_version: z.string().describe('That of the changed definitions'),
  rules: z
    .array(
      z.strictObject({
        rule: z.string(),
        condition: z.string().describe('In words'),
        customers: count,
        fired: count,
        undecidable: count,
        not_fired: count,
        examples: z.array(z.strictObject({ customer: z.string(), values: z.record(z.string(), anyValue) })),
      }),
    )
    .describe('Rules and alerts that are new or have another condition: whom they would fire for'),
  changes: z
    .array(
      z.strictObject({
        of: z.string().describe('Score, rule or alert'),
        what: z.enum(['band', 'outcome']),
        before: z.string(),
        after: z.string(),
        customers: count,
        examples: z.array(z.string()).describe('Ids of some of them'),
      }),
    )
    .describe('Who would change band, and for whom rules would begin or cease to fire'),
});

const longestMs = 30_000;
/** One at a time: each computes the facts of all customers. */
let inWork = false;

/** `POST /api/rules/preview` */
export const previewRulesEndpoint = endpoint({
  method: 'POST',
  path: '/api/rules/preview',
  name: 'previewRules',
  summary: 'Whom changed rules, weights or bands would touch, on the day that is served; nothing is changed',
  params: noFields,
  query: noFields,
  body,
  answer: preview,
  problems: ['BAD_DEFINITIONS', 'BUSY', 'TOO_SLOW'],
  byVersion: false,
  reply: async ({ body: { definitions, examples }, snapshot, service: { keeper } }) => {
    if (inWork)
      throw new ApiProblem('BUSY', 'another preview is being computed; ask again when it is done', { headers: { 'Retry-After': '5' } });
    const base = definitionsNow(snapshot, keeper.options);
    inWork = true;
    try {
      const compared = { base, changed: changedBy(snapshot, keeper.options, definitions) };
      const told = await previewDefinitions(snapshot, keeper.options, compared, examples, AbortSignal.timeout(longestMs));
      const labels = new Map(compared.changed.facts.map(({ name, label }) => [name, label]));
      const words = new Map(
        [...compared.changed.rules.rules, ...compared.changed.rules.alerts].map(({ id, when }) => [
          id,
          ruleWords(when, (name) => labels.get(name) ?? name),
        ]),
      );
      return {
        body: JSON.stringify({
          as_of: snapshot.asOf,
          version: snapshot.version,
          definition_version: told.definitions.version,
          rules: told.rules.map((rule) => ({ ...rule, condition: words.get(rule.rule) ?? '' })),
          changes: told.changes,
        }),
      };
    } catch (error) {
      throw definitionsProblem(error);
    } finally {
      inWork = false;
    }
  },
});
