import {
  addDays,
  type Decimal,
  fxConversions,
  fxRates,
  type IsoDate,
  qualifiedName,
  RateMissing,
  RateStale,
  type Row,
} from '@audit/contract';
import { bindTable, type Lake, type Manifest, modelSql, type Session, textLiteral } from '@audit/warehouse';
import { fxConversionsStage } from './fx-conversions.stage.ts';

/** A conversion that is asked for. */
export interface RateQuestion {
  /** ISO 4217. */
  readonly from: string;
  readonly to: string;
  /** Day of the event. */
  readonly on: IsoDate;
  readonly maxAgeDays: number;
}

/** The rate, and how it came about. */
export type RateAnswer = Row<typeof fxConversions>;

const itself = ({ from, on }: RateQuestion): RateAnswer => ({
  currency: from,
  on_date: on,
  base: from,
  rate: '1.000000000000000000' as Decimal,
  rate_date: on,
  age_days: 0,
  source: 'none',
  path: from,
  from_units: '1.000000000000' as Decimal,
  to_units: '1.000000000000' as Decimal,
  is_fixed: true,
});

/**
 * The rate between any two currencies on a day, from the rates of a lake version, by the same model that converts amounts.
 *
 * @throws RateMissing, RateStale; DamagedFile
 */
export const askRate = async (session: Session, lake: Lake, manifest: Manifest, question: RateQuestion): Promise<RateAnswer> => {
  const { from, to, on, maxAgeDays } = question;
  if (from === to) return itself(question);
  await bindTable(session, 'rates', lake, fxRates, manifest.tables[qualifiedName(fxRates)]);
  const model = modelSql(fxConversionsStage, session.engine, { base: to, max_age: maxAgeDays, until: addDays(on, 1) });
  await session.materialise('way', `SELECT * FROM (${model}) w WHERE currency = ${textLiteral(from)}`);
  const [answer] = await session.rows(`SELECT * FROM way WHERE on_date = CAST(${textLiteral(on)} AS DATE)`, fxConversions);
  if (answer !== undefined) return answer;
  const [known] = await session.evidence(
    `SELECT MIN(on_date) AS first, MAX(on_date) FILTER (on_date < CAST(${textLiteral(on)} AS DATE)) AS last FROM way`,
    1,
  );
  const first = known?.['first'] ?? null;
  if (first === null) throw new RateMissing(from, to);
  throw new RateStale({ from, to, on }, known?.['last'] ?? null, first);
};
