import { operators } from './rule.ts';

const part = { $ref: '#/$defs/rule' };
const literal = (name: string): object => ({
  type: 'object',
  properties: { [name]: { type: 'string' } },
  required: [name],
  additionalProperties: false,
});

/** The rule language as JSON Schema, to stand as `#/$defs/rule`: one level of operators, arguments of which are rules again. */
export const ruleJsonSchema: object = {
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
