import type { Rule } from '@audit/contract';

const signs: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '≠',
  gt: '>',
  gte: '≥',
  lt: '<',
  lte: '≤',
  add: '+',
  sub: '−',
  mul: '×',
  div: '/',
};

/** How a fact is called. */
type Label = (name: string) => string;
const ownName: Label = (name) => name;

const inner = (rule: Rule, label: Label): string => {
  const text = ruleWords(rule, label);
  const isJoined = rule.op === 'all' || rule.op === 'any' || Object.hasOwn(signs, rule.op);
  return isJoined && 'args' in rule && rule.args.length > 1 ? `(${text})` : text;
};

/** A rule in words: `churn_risk > 70 and days_to_expiry < 90`. @param label what a fact is called; its name by default */
export const ruleWords = (rule: Rule, label: Label = ownName): string => {
  const told = (part: Rule): string => ruleWords(part, label);
  if (rule.op === 'column') return label(rule.name);
  if (rule.op === 'literal') return rule.type.kind === 'text' ? `“${rule.value}”` : String(rule.value);
  const { op, args } = rule;
  const [first, second, third] = args;
  const words = (part: Rule | undefined): string => (part === undefined ? '' : inner(part, label));
  switch (op) {
    case 'all':
    case 'any':
      return args
        .map((part) => (part.op === 'all' || part.op === 'any' ? inner(part, label) : told(part)))
        .join(op === 'all' ? ' and ' : ' or ');
    case 'not':
      return `not ${words(first)}`;
    case 'in':
      return `${words(first)} is one of ${args.slice(1).map(told).join(', ')}`;
    case 'between':
      return `${words(first)} is from ${words(second)} to ${words(third)}`;
    case 'is_null':
      return `${words(first)} is unknown`;
    case 'is_known':
      return `${words(first)} is known`;
    case 'abs':
      return `|${first === undefined ? '' : told(first)}|`;
    case 'min':
      return `the least of ${args.map(told).join(', ')}`;
    case 'max':
      return `the greatest of ${args.map(told).join(', ')}`;
    case 'coalesce':
      return `the first known of ${args.map(told).join(', ')}`;
    case 'days_between':
      return `the days from ${words(first)} to ${words(second)}`;
    default:
      return args
        .map((part) => (['add', 'sub', 'mul', 'div'].includes(part.op) ? inner(part, label) : told(part)))
        .join(` ${signs[op] ?? op} `);
  }
};
