import { type Column, type Columns, float64, text } from '@audit/contract';
import type { Definitions } from '../definitions/definitions.ts';
import { typeOfUnit } from '../definitions/unit.ts';

const reason = (name: string) => text({ description: `Why there is no ${name}: a word of docs/metrics`, nullable: true });

/** Columns of `facts` after `master_id`: every fact of the definitions in the type of its unit, with the reason of those that have one. */
export const factColumns = ({ facts }: Pick<Definitions, 'facts'>): Columns =>
  Object.fromEntries(
    facts.flatMap(({ name, description, unit, hasReason }): readonly (readonly [string, Column])[] => [
      [name, { type: typeOfUnit[unit], description, unit, nullable: true, pii: 'none' }],
      ...(hasReason ? [[`${name}_reason`, reason(name)] as const] : []),
    ]),
  );

/** The share of the weights of each score whose inputs are known. */
export const coverageColumns = ({ scores: { scores } }: Pick<Definitions, 'scores'>): Columns =>
  Object.fromEntries(
    scores.map(({ name }) => [
      `${name}_coverage`,
      float64({ description: `Share of the weights of ${name} whose inputs are known`, unit: 'fraction', nullable: true }),
    ]),
  );
