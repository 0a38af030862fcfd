import { explainScore, explainSubScore, type Definitions, type Fact, formulaOf } from '@audit/metrics';
import type { CommandContext } from '../../context.ts';
import { chosenDefinitions } from '../../gold-definitions.ts';
import { jsonLine } from '../../output/json.ts';
import { textTable } from '../../output/text-table.ts';
import { readConfig } from '../../settings.ts';

/** How a fact is computed, in words; its description for one that earlier runs tell. */
const formulaOfFact = (definitions: Definitions, { name, description }: Fact): string => {
  if (definitions.metrics.some((metric) => metric.name === name)) return formulaOf(definitions, name);
  const subScore = definitions.scores.subScores.find(({ fact }) => fact === name);
  if (subScore !== undefined) return explainSubScore(subScore);
  const score = definitions.scores.scores.find(({ fact }) => fact === name);
  return score === undefined ? description : explainScore(score);
};

/** `audit metrics list`. */
export const runMetricsList = async (context: CommandContext, flags: { readonly json?: true }): Promise<void> => {
  const definitions = chosenDefinitions(context, readConfig(context, flags));
  const told = definitions.facts.map((fact) => ({ ...fact, formula: formulaOfFact(definitions, fact) }));
  if (flags.json === true)
    return await context.stdout.write(
      told.map(({ name, label, description, unit, formula }) => jsonLine({ name, label, description, unit, formula })).join(''),
    );
  const columns = [{ title: 'name' }, { title: 'unit' }, { title: 'what it is', maxWidth: 90 }] as const;
  await context.stdout.write(
    textTable(
      columns,
      told.map(({ name, unit, description }) => [name, unit, description]),
    ),
  );
};
