import { resolve } from 'node:path';
import { ConfigError, jsonPath, parseNamedJson, readNamedFile, remedyFor, UsageError } from '@audit/contract';
import { type Condition, type Definitions, factValues, judge, type JudgedRule, masterOf, readCases } from '@audit/metrics';
import { textLiteral } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { chosenDefinitions, readableDefinitions } from '../../gold-definitions.ts';
import { jsonDocument } from '../../output/json.ts';
import { counted } from '../../output/quantity.ts';
import { type DayFlags, openLakeDay } from '../../lake-day.ts';
import { judgedText } from './rule-text.ts';

interface TestFlags extends DayFlags {
  readonly cases?: string;
  readonly customer?: string;
  readonly json?: true;
}

/** Rules of the given ids; all of them where none is given. */
const chosenConditions = ({ rules }: Definitions, ids: readonly string[]): readonly Condition[] => {
  const all = [...rules.rules, ...rules.alerts];
  const known = all.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`there is no rule "${unknown}"`, remedyFor(unknown, known, 'see "audit rules list"'), { unknown });
  return ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
};

const factsByName = ({ facts }: Definitions) => new Map(facts.map((fact) => [fact.name, fact]));

const testCases = async (context: CommandContext, ids: readonly string[], file: string, flags: TestFlags): Promise<void> => {
  const definitions = readableDefinitions(context, flags);
  const conditions = chosenConditions(definitions, ids);
  const json = parseNamedJson(readNamedFile(resolve(context.cwd, file), file).toString(), file);
  const read = readCases(json, definitions.facts, chosenConditions(definitions, []));
  if ('faults' in read) {
    const lines = read.faults.map(({ path, what, remedy }) => `${jsonPath(path)}: ${what}; ${remedy}`);
    throw new ConfigError(file, lines.join('\n  '), 'correct the cases there');
  }
  const judged = read.cases.map(({ name, values, expect }) => ({ name, rules: judge(conditions, values, expect) }));
  const isWrong = ({ expected, outcome }: JudgedRule): boolean => expected !== null && expected !== outcome;
  const failed = judged.filter(({ rules }) => rules.some(isWrong)).length;
  if (failed > 0) context.finish(3);
  if (flags.json) return await context.stdout.write(jsonDocument({ cases: judged, passed: judged.length - failed, failed }));
  const facts = factsByName(definitions);
  const texts = judged.map(
    ({ name, rules }) => `${name}\n${rules.map((rule) => judgedText(rule, facts, {}).replaceAll(/^(?=.)/gm, '  ')).join('')}`,
  );
  await context.stdout.write(`${texts.join('')}\n${counted(judged.length - failed, 'case')} as expected, ${failed} not\n`);
};

const testCustomer = async (context: CommandContext, ids: readonly string[], customer: string, flags: TestFlags): Promise<void> => {
  await using day = await openLakeDay(context, flags);
  const { session, view, silver } = day;
  const definitions = chosenDefinitions(context, view.config, silver);
  const conditions = chosenConditions(definitions, ids);
  const master = await masterOf(session, customer);
  if (master === undefined)
    throw new UsageError(`there is no customer ${customer} on ${day.run.asOf}`, 'give the id of a master account, or of an account', {
      customer,
    });
  await day.compute(definitions);
  const [row = {}] = await session.evidence(`SELECT * FROM facts f WHERE f.master_id = ${textLiteral(master)}`, 1);
  const judged = judge(conditions, factValues(definitions.facts, row));
  if (flags.json) return await context.stdout.write(jsonDocument({ customer: master, as_of: day.run.asOf, rules: judged }));
  const reasons = Object.fromEntries(
    definitions.facts.flatMap(({ name }) =>
      row[`${name}_reason`] === undefined || row[`${name}_reason`] === null ? [] : [[name, row[`${name}_reason`] ?? '']],
    ),
  );
  const facts = factsByName(definitions);
  await context.stdout.write(`${master} on ${day.run.asOf}\n\n${judged.map((rule) => judgedText(rule, facts, reasons)).join('')}`);
};

/** `audit rules test`. Exits 3 where a case is not as expected. */
export const runRulesTest = async (context: CommandContext, ids: readonly string[], flags: TestFlags): Promise<void> => {
  if (flags.cases !== undefined) return await testCases(context, ids, flags.cases, flags);
  if (flags.customer !== undefined) return await testCustomer(context, ids, flags.customer, flags);
  throw new UsageError('there is nothing to try rules on', 'give --cases, a file, or --customer, an id');
};
