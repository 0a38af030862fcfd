import { modelSql } from '@audit/warehouse';
import { z } from 'zod';
import { defineKind, valuesOf } from '../kind.ts';
import { dayLiteral, listLiteral } from '../literals.ts';
import { about, words } from '../metric-fields.ts';
import { sourceRowsSql } from '../source-rows.ts';
import { contractExpiryStage } from './contract-expiry.stage.ts';

const schema = z.strictObject({
  ...about,
  kind: z.literal('contract_expiry'),
  statuses: words('Statuses of contracts in force, or that were; dates say whether they are').default(['Activated', 'Expired']),
  grace_days: z.int().min(0).max(3660).default(30).describe('How long a contract that ended still counts, in days'),
});

/** Days until the next contract ends. */
export const contractExpiryKind = defineKind({
  schema,
  unitOf: () => 'days',
  parts: { is_expired: 'flag', ends_on: 'date' },
  compute: async ({ name, statuses, grace_days }, { session, run, sources }) => {
    const params = { has_source: sources.has('contracts'), as_of: run.asOf, statuses, grace_days };
    await session.materialise(valuesOf(name), modelSql(contractExpiryStage, session.engine, params));
  },
  rowsOf: ({ statuses }, { run }) => {
    const ends = `COALESCE(r.end_date, CAST(r.start_date + TO_MONTHS(CAST(CASE WHEN r.contract_term BETWEEN 1 AND 1200 THEN r.contract_term END AS INTEGER)) AS DATE) - 1)`;
    return sourceRowsSql([
      {
        table: 'contracts',
        id: 'contract_id',
        from: 'in_contracts',
        on: ends,
        note: `'contract ' || COALESCE(r.contract_number, r.contract_id) || COALESCE(', ends ' || CAST(${ends} AS VARCHAR), ', without an end')`,
        where: `r.status IN ${listLiteral(statuses)} AND COALESCE(r.start_date <= ${dayLiteral(run.asOf)}, TRUE)`,
      },
    ]);
  },
  formulaOf: ({ statuses, grace_days }) =>
    `days from the day to the earliest end of a contract (${statuses.join(', ')}) that has not ended; without one, to the latest end within the last ${grace_days} days, which is negative`,
});
