import type { DuckDbEngine, InputSource } from '@audit/warehouse';
import { landColumns } from '../intake/land-columns.ts';
import { evaluateMasters, type Evaluation } from './evaluate-masters.ts';

/** Files that are compared. */
export interface FilesToEvaluate {
  readonly masters: InputSource;
  readonly truth: InputSource;
  readonly links: InputSource | undefined;
}

const same = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

/** Compares masters, and links, of files with a truth that is known. @throws FileRefused, InputRefused */
export const evaluateFiles = async (engine: DuckDbEngine, { masters, truth, links }: FilesToEvaluate): Promise<Evaluation> => {
  await using session = await engine.session();
  const mastersRead = { relation: 'masters', columns: same(['account_id', 'master_id']), required: ['account_id', 'master_id'] };
  await landColumns(engine, session, masters, mastersRead);
  const truthRead = {
    relation: 'truth',
    columns: same(['account_id', 'entity_id', 'entity_kind', 'variant_ops']),
    required: ['account_id', 'entity_id'],
  };
  await landColumns(engine, session, truth, truthRead);
  const names = ['account_a', 'account_b', 'type', 'status', 'probability'];
  if (links !== undefined) await landColumns(engine, session, links, { relation: 'links', columns: same(names), required: names });
  return await evaluateMasters(session, links !== undefined);
};
