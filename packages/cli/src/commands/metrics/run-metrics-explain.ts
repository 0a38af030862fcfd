import { Assertion, remedyFor, UsageError } from '@audit/contract';
import {
  type Definitions,
  type ExplainedFact,
  type ExplainedInput,
  explainFact,
  factNamed,
  goldDay,
  masterOf,
  shownScore,
} from '@audit/metrics';
import type { CommandContext } from '../../context.ts';
import { chosenDefinitions } from '../../gold-definitions.ts';
import { type DayFlags, type LakeDay, openLakeDay } from '../../lake-day.ts';
import { jsonDocument } from '../../output/json.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';

interface ExplainFlags extends DayFlags {
  readonly rows?: number;
  readonly json?: true;
}

/** A value for people: scores cut, fractions as per cent. */
const shown = (value: string | null, unit: ExplainedInput['unit']): string => {
  if (value === null) return 'unknown';
  if (unit === 'score') return shownScore(Number(value));
  return unit === 'fraction' ? `${(Number(value) * 100).toFixed(1)} %` : value;
};

const points = (value: string | null | undefined): string => (value === null || value === undefined ? '' : Number(value).toFixed(1));

const inputsText = (inputs: readonly ExplainedInput[]): string => {
  const weighed = inputs.some(({ weight }) => weight !== undefined);
  const more = weighed
    ? ([
        { title: 'weight', align: 'right' },
        { title: 'gives', align: 'right' },
        { title: 'takes', align: 'right' },
      ] as const)
    : [];
  const rows = inputs.map(({ name, value, unit, reason, weight = '', points: gives, lost }) => [
    name,
    shown(value, unit),
    ...(weighed ? [weight, points(gives), points(lost)] : []),
    reason ?? '',
  ]);
  const columns = [{ title: 'computed of' }, { title: 'value', align: 'right' }, ...more, { title: 'why not', maxWidth: 60 }] as const;
  return inputs.length === 0 ? '' : `\n${textTable(columns, rows)}`;
};

const rowsText = ({ rows, rowCount, fact }: ExplainedFact): string => {
  if (rowCount === 0) return '';
  const columns = [
    { title: 'source' },
    { title: 'record' },
    { title: 'day' },
    { title: 'amount', align: 'right' },
    { title: 'what', maxWidth: 60 },
  ] as const;
  const table = textTable(
    columns,
    rows.map((row) => [row.source_table, row.source_id, row.happened_on ?? '', row.amount ?? '', row.note ?? '']),
  );
  const rest = rowCount > rows.length ? `${grouped(rowCount - rows.length)} more: --rows 0\n` : '';
  return `\n${counted(rowCount, 'source row')} of ${fact.label}\n${table}${rest}`;
};

const explainedText = (told: ExplainedFact, customer: string, asOf: string): string => {
  const { fact, value, reason, formula, band, coverage } = told;
  const why = value === null ? `: ${reason ?? 'no reason is known'}` : '';
  const more = band === null ? '' : ` (${band}; ${((Number(coverage) || 0) * 100).toFixed(0)} % of the weights are known)`;
  return `${fact.label} of ${customer} as of ${asOf}: ${shown(value, fact.unit)}${more}${why}\n  ${formula}\n${inputsText(told.inputs)}${rowsText(told)}`;
};

const knownFact = (definitions: Definitions, name: string) => {
  const fact = factNamed(definitions, name);
  if (fact !== undefined) return fact;
  const names = definitions.facts.map((one) => one.name);
  throw new UsageError(`there is no metric "${name}"`, remedyFor(name, names, 'see "audit metrics list"'), { metric: name });
};

const explainOn = async (context: CommandContext, day: LakeDay, customer: string, name: string, flags: ExplainFlags): Promise<void> => {
  const { session, view, silver, run, sources } = day;
  const definitions = chosenDefinitions(context, view.config, silver);
  const fact = knownFact(definitions, name);
  const master = await masterOf(session, customer);
  if (master === undefined)
    throw new UsageError(`there is no customer ${customer} on ${run.asOf}`, 'give the id of a master account, or of an account', {
      customer,
    });
  await day.compute(definitions);
  const told = await explainFact(definitions, fact, { master, most: flags.rows ?? 20 }, { session, sources, run });
  if (told === undefined) throw new Assertion('a master account has facts', { master });
  if (flags.json !== true) return await context.stdout.write(explainedText(told, master, run.asOf));
  const { inputs, rows, rowCount, value, reason, formula, band, coverage } = told;
  const { label, unit, description } = fact;
  await context.stdout.write(
    jsonDocument({
      customer: master,
      metric: name,
      label,
      unit,
      description,
      as_of: run.asOf,
      definitions: definitions.version,
      value,
      reason,
      ...(band === null ? {} : { band, coverage }),
      formula,
      inputs,
      source_rows: rowCount,
      rows,
    }),
  );
};

/** `audit metrics explain`. */
export const runMetricsExplain = async (context: CommandContext, customer: string, name: string, flags: ExplainFlags): Promise<void> => {
  const day = await openLakeDay(context, flags);
  const asOf = flags.asOf === undefined ? goldDay(day.view.manifest) : undefined;
  if (asOf === undefined || asOf === day.run.asOf) {
    await using open = day;
    return await explainOn(context, open, customer, name, flags);
  }
  await day[Symbol.asyncDispose]();
  await using other = await openLakeDay(context, { ...flags, asOf });
  await explainOn(context, other, customer, name, flags);
};
