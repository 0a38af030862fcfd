import { ruleJsonSchema } from '@audit/contract';
import { z } from 'zod';
import { definitionsSchema } from './definitions-schema.ts';

/** JSON Schema of the definitions, for editors: `configs/silver_to_gold_metrics.schema.json`. */
export const definitionsJsonSchema = (): string => {
  const schema = z.toJSONSchema(definitionsSchema, { io: 'input', unrepresentable: 'any' }) as { readonly $defs?: object };
  return `${JSON.stringify({ ...schema, $defs: { ...schema.$defs, rule: ruleJsonSchema } }, null, 2)}\n`;
};
