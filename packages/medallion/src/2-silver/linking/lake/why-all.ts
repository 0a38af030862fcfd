import type { Manifest } from '@audit/warehouse';
import type { InputTables } from './input-tables.ts';
import { isFollowed, type ResultBefore } from './kept-result.ts';

/** Why all accounts have to be compared, whatever changed of them; '' where they need not. @param reach of this run */
export const whyAll = ({
  parent,
  inputs,
  before,
  reach,
  fewest,
}: {
  readonly parent: Manifest;
  readonly inputs: Pick<InputTables, 'accounts' | 'contacts'>;
  readonly before: ResultBefore | undefined;
  readonly reach: string | undefined;
  readonly fewest: number;
}): string => {
  if (before === undefined) return 'first run';
  if (reach === undefined) return 'by these settings the rows of links do not tell what other pairs rest on';
  if (inputs.accounts.state.rows < fewest) return 'of so few accounts all are compared';
  if (before.result.reach === undefined) return 'nothing was kept of the last run';
  if (before.result.reach !== reach) return 'settings, frequencies or the program are not those of the last run';
  if ((inputs.contacts === undefined) !== (before.inputs['contacts'] === undefined)) return 'contacts came, or went';
  return [...isFollowed].every((name) => parent.tables[name] !== undefined) ? '' : 'nothing was kept of the last run';
};
