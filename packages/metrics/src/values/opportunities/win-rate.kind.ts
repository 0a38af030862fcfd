import { addDays } from '@audit/contract';
import { modelSql } from '@audit/warehouse';
import { z } from 'zod';
import { defineKind, valuesOf } from '../kind.ts';
import { dayLiteral, listLiteral } from '../literals.ts';
import { about, days, words } from '../metric-fields.ts';
import { sourceRowsSql } from '../source-rows.ts';
import { winRateStage } from './win-rate.stage.ts';

const schema = z.strictObject({
  ...about,
  kind: z.literal('win_rate'),
  window_days: days('How far back opportunities were closed', 365),
  by: z.enum(['count', 'amount']).default('count').describe('Whether opportunities are counted, or their amounts added'),
  renewal_types: words('Types of opportunities that are left out: they are won anyway').default(['Renewal', 'Existing Customer - Renewal']),
  min_sample: z.int().min(1).max(1000).default(3).describe('Fewer closed opportunities than these say little (is_thin)'),
});

/** Share of closed opportunities that were won. */
export const winRateKind = defineKind({
  schema,
  unitOf: () => 'fraction',
  parts: { sample: 'count', won: 'count', is_thin: 'flag' },
  compute: async ({ name, window_days, by, renewal_types, min_sample }, { session, run, sources }) => {
    const after = addDays(run.asOf, -window_days);
    const params = { has_source: sources.has('opportunities'), as_of: run.asOf, after, by, renewal_types, min_sample };
    await session.materialise(valuesOf(name), modelSql(winRateStage, session.engine, params));
  },
  rowsOf: ({ window_days, renewal_types }, { run }) =>
    sourceRowsSql([
      {
        table: 'opportunities',
        id: 'opportunity_id',
        from: 'in_opportunities',
        on: 'r.close_date',
        amount: 'r.amount_base',
        note: `CASE WHEN r.is_won THEN 'won' ELSE 'lost' END || COALESCE(': ' || r.name, '')`,
        where: `r.is_closed AND r.close_date > ${dayLiteral(addDays(run.asOf, -window_days))} AND r.close_date <= ${dayLiteral(run.asOf)} AND NOT COALESCE(r.type IN ${listLiteral(renewal_types)}, FALSE)`,
      },
    ]),
  formulaOf: ({ window_days, by, renewal_types }) =>
    `won ÷ (won + lost) of the opportunities closed in the last ${window_days} days, by ${by}, but ${renewal_types.join(', ')}`,
});
