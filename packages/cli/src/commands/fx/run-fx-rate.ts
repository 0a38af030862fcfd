import { plainNumber } from '@audit/contract';
import { askRate, type RateAnswer } from '@audit/medallion';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { openLake } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { counted } from '../../output/quantity.ts';
import { refuseOtherEngines } from '../../settings.ts';
import { currencyFlag, dateFlag } from './fx-flags.ts';

interface RateFlags {
  readonly from: string;
  readonly to?: string;
  readonly on: string;
  readonly version?: string;
  readonly engine?: string;
  readonly json?: true;
}

/** Numbers keep every digit, as text. */
const asJson = (answer: RateAnswer): object => ({
  from: answer.currency,
  to: answer.base,
  on: answer.on_date,
  rate: plainNumber(answer.rate),
  path: answer.path,
  date: answer.rate_date,
  age_days: answer.age_days,
  source: answer.source,
  fixed_by_law: answer.is_fixed && answer.source !== 'none',
  legs: { from_units: plainNumber(answer.from_units), to_units: plainNumber(answer.to_units) },
});

const asText = (answer: RateAnswer): string => {
  const { currency, base, on_date: on, rate, path, rate_date: date, age_days: age, source } = answer;
  const found = source === 'none' ? 'the same currency' : `${source}, of ${date}${age === 0 ? '' : `, ${counted(age, 'day')} before`}`;
  return `1 ${currency} = ${plainNumber(rate)} ${base} on ${on}
  rate     ${found}
  path     ${path}: ${plainNumber(answer.to_units)} / ${plainNumber(answer.from_units)}
`;
};

/** `audit fx rate`. */
export const runFxRate = async (context: CommandContext, flags: RateFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const { lake, manifest, config } = openLake(context, flags);
  const question = {
    from: currencyFlag('--from', flags.from),
    to: flags.to === undefined ? config['fx.base_currency'].value : currencyFlag('--to', flags.to),
    on: dateFlag('--on', flags.on),
    maxAgeDays: config['fx.max_age_days'].value,
  };
  await using engine = openEngine(context, config, [lake.root]);
  await using session = await engine.session();
  const answer = await askRate(session, lake, manifest, question);
  await context.stdout.write(flags.json ? jsonDocument(asJson(answer)) : asText(answer));
};
