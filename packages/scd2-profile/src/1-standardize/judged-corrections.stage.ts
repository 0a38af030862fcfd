import { deliveredColumns, deliveredCorrections, profileCorrections, profileObservations, profileState } from '@audit/contract/profile';
import { defineStage, textLiteral } from '@audit/warehouse';
import { z } from 'zod';
import { judgedCorrections } from '../tables/judged-corrections.ts';

/** Names a column of a profile may have in a correction; the two lists have a second one. */
const names = [...Object.keys(deliveredColumns), 'source_of_income', 'purpose_of_investment'];
const lists = names.filter((name) => /^(?:source_of_income|purpose_of_investment)/.test(name));
const literals = (texts: readonly string[]): string => texts.map(textLiteral).join(', ');

/** Delivered corrections and what is known of their customers → corrections as understood, or refused. */
export const judgedCorrectionsStage = defineStage({
  id: 'scd2-profile/judged-corrections',
  reads: {
    delivered_corrections: { table: deliveredCorrections, by: 'whole' },
    known_customers: { table: profileState, by: 'whole' },
    logged_observations: { table: profileObservations, by: 'whole' },
    earlier_corrections: { table: profileCorrections, by: 'whole' },
  },
  writes: judgedCorrections,
  params: z.strictObject({}),
  constants: { columns: literals(names), lists: literals(lists) },
  model: new URL('./judged-corrections.sql', import.meta.url),
});
