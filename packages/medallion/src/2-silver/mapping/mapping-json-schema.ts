import { ruleJsonSchema } from '@audit/contract';
import { z } from 'zod';
import { mappingSchema } from './mapping-schema.ts';

/** JSON Schema of a mapping, for editors: `configs/bronze_to_silver_mapping.schema.json`. */
export const mappingJsonSchema = (): string => {
  const schema = z.toJSONSchema(mappingSchema, { io: 'input', unrepresentable: 'any' }) as { readonly $defs?: object };
  return `${JSON.stringify({ ...schema, $defs: { ...schema.$defs, rule: ruleJsonSchema } }, null, 2)}\n`;
};
