import type { EngineName } from '@audit/contract';
import { render } from '../sql-dialect/render.ts';
import type { Stage } from './stage.ts';

/** A stage with validated parameters; the form in which steps are run. */
export interface Bound {
  readonly stage: Stage;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The SQL of a stage for an engine, over the names the stage reads. @param params already validated by `stage.params` */
export const modelSql = (stage: Stage, engine: EngineName, params: Readonly<Record<string, unknown>>): string =>
  render({ name: stage.id, text: stage.model, constants: stage.constants }, engine, params);

/** The SQL of one check of a stage, likewise. */
export const checkSql = (
  stage: Stage,
  check: { readonly name: string; readonly sql: string },
  engine: EngineName,
  params: Readonly<Record<string, unknown>>,
): string => render({ name: `${stage.id} check ${check.name}`, text: check.sql, constants: stage.constants }, engine, params);
