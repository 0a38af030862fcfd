import { operators } from '@audit/contract';
import { z } from 'zod';
import { mappingSchema } from './mapping-schema.ts';

const part = { $ref: '#/$defs/rule' };
const literal = (name: string): object => ({
  type: 'object',
  properties: { [name]: { type: 'string' } },
  required: [name],
  additionalProperties: false,
});

/** The rule language as JSON Schema: one level of operators, arguments of which are rules again. */
const ruleSchema = {
  description: 'A column, a value, or an operation on such',
  anyOf: [
    { type: ['string', 'number', 'boolean'] },
    ...['text', 'number', 'date'].map(literal),
    {
      type: 'object',
      minProperties: 1,
      maxProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(
        Object.keys(operators).map((name) => [name, name === 'in' ? { type: 'array' } : { anyOf: [{ type: 'array', items: part }, part] }]),
      ),
    },
  ],
};

/** JSON Schema of a mapping, for editors: `configs/bronze_to_silver_mapping.schema.json`. */
export const mappingJsonSchema = (): string => {
  const schema = z.toJSONSchema(mappingSchema, { io: 'input', unrepresentable: 'any' }) as { readonly $defs?: object };
  return `${JSON.stringify({ ...schema, $defs: { ...schema.$defs, rule: ruleSchema } }, null, 2)}\n`;
};
