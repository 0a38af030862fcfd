import { remedyFor } from '../errors/nearest.ts';
import { parseExact } from '../money/exact.ts';
import { type Operator, operators, type Rule, type RuleFault } from './rule.ts';
import { isDay } from '../time/is-day.ts';
import { digitsAtMost, type RuleType, isNumeric } from './rule-type.ts';
import { typeOfOperation } from './type-of-operation.ts';

const depthAtMost = 8;
const nodesAtMost = 200;

type Path = readonly (string | number)[];
type Read = { readonly rule: Rule } | { readonly fault: RuleFault };

/** What a rule may name, and how much of it is read yet. */
interface Reading {
  readonly columns: ReadonlyMap<string, RuleType>;
  nodes: number;
}

/**
 * Reads a rule: a JSON tree such as `{"all": [{"gt": ["churn_risk", 70]}, {"lt": ["days_to_expiry", 90]}]}`. A text is the name of a column;
 * values are numbers, true, false, `{"text": …}`, `{"number": "0.20"}`, `{"date": "2024-01-31"}`. At most 8 levels and 200 parts.
 *
 * @param columns what it may name, with their types
 */
export const readRule = (json: unknown, columns: ReadonlyMap<string, RuleType>): Read => readPart(json, [], 1, { columns, nodes: 0 });

const fault = (path: Path, what: string, remedy: string): Read => ({ fault: { path, what, remedy } });

const readPart = (json: unknown, path: Path, depth: number, reading: Reading): Read => {
  reading.nodes++;
  if (reading.nodes > nodesAtMost) return fault(path, `the rule has more than ${nodesAtMost} parts`, 'make two columns of it');
  if (depth > depthAtMost) return fault(path, `the rule is nested more than ${depthAtMost} levels`, 'make a column of its inner part');
  if (typeof json === 'string') return columnOf(json, path, reading);
  const value = literalOf(json);
  if (value !== undefined) return { rule: value };
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return fault(path, `${JSON.stringify(json)} is no part of a rule`, 'write a column, a value, or {"operator": [arguments]}');
  return operationOf(json as Readonly<Record<string, unknown>>, path, depth, reading);
};

const columnOf = (name: string, path: Path, { columns }: Reading): Read => {
  const type = columns.get(name);
  if (type !== undefined) return { rule: { op: 'column', name, type } };
  return fault(
    path,
    `there is no column "${name}"`,
    remedyFor(name, [...columns.keys()], `write a text as {"text": ${JSON.stringify(name)}}`),
  );
};

const numberOf = (text: string): Rule | undefined => {
  const exact = parseExact(text);
  if (exact === undefined) return undefined;
  const magnitude = (exact.digits < 0n ? -exact.digits : exact.digits).toString();
  const whole = Math.max(1, magnitude.length - exact.scale);
  if (whole + exact.scale > digitsAtMost) return undefined;
  return { op: 'literal', value: text, type: { kind: 'number', whole, scale: exact.scale } };
};

const literalOf = (json: unknown): Rule | undefined => {
  if (typeof json === 'boolean') return { op: 'literal', value: json, type: { kind: 'bool' } };
  if (typeof json === 'number') return Number.isFinite(json) ? numberOf(String(json)) : undefined;
  if (typeof json !== 'object' || json === null) return undefined;
  const [entry, more] = Object.entries(json) as readonly (readonly [string, unknown])[];
  if (entry === undefined || more !== undefined || typeof entry[1] !== 'string') return undefined;
  const [kind, value] = entry;
  if (kind === 'text') return { op: 'literal', value, type: { kind: 'text' } };
  if (kind === 'number') return numberOf(value);
  return kind === 'date' && isDay(value) ? { op: 'literal', value, type: { kind: 'date' } } : undefined;
};

const operationOf = (json: Readonly<Record<string, unknown>>, path: Path, depth: number, reading: Reading): Read => {
  const [op, more] = Object.keys(json);
  if (op === undefined || more !== undefined)
    return fault(path, 'an operation has one operator', 'write {"operator": [arguments]}, and join several with "all" or "any"');
  if (!Object.hasOwn(operators, op)) {
    return fault(
      [...path, op],
      `there is no operator "${op}"`,
      remedyFor(op, Object.keys(operators), `use one of ${Object.keys(operators).join(', ')}`),
    );
  }
  const given = json[op];
  const list = Array.isArray(given) ? (given as readonly unknown[]) : [given];
  const [least, most] = operators[op as Operator];
  if (list.length < least || list.length > most)
    return fault([...path, op], `"${op}" has ${list.length} arguments`, `give it ${least === most ? least : `${least} or more`}`);
  const args: Rule[] = [];
  const parts: readonly (readonly [unknown, Path])[] =
    op === 'in' ? memberParts(list, [...path, op]) : list.map((part, at) => [part, [...path, op, at]] as const);
  if (op === 'in' && parts.length < 2)
    return fault([...path, op, 1], 'the list of "in" is no list, or empty', 'write ["column", ["a", "b"]]');
  for (const [part, at] of parts) {
    const read = readPart(part, at, depth + 1, reading);
    if ('fault' in read) return read;
    args.push(read.rule);
  }
  const type = typeOfOperation(
    op as Operator,
    args.map((arg) => arg.type),
  );
  if ('what' in type) return fault([...path, op], type.what, type.remedy);
  return { rule: { op: op as Operator, args, type } };
};

/** The column of an `in` and the members of its list, whose texts are values. */
const memberParts = ([tested, list]: readonly unknown[], path: Path): readonly (readonly [unknown, Path])[] => {
  if (!Array.isArray(list)) return [];
  const members = (list as readonly unknown[]).map((one, at) => [typeof one === 'string' ? { text: one } : one, [...path, 1, at]] as const);
  return [[tested, [...path, 0]], ...members];
};

/** Whether a column of this type may hold what a rule gives. */
export const fitsRule = (column: RuleType, rule: RuleType): boolean =>
  column.kind === rule.kind || (isNumeric(column) && isNumeric(rule)) || (column.kind === 'timestamp' && rule.kind === 'date');
