import { columnsOfRule } from '@audit/contract';
import { columnPlan } from './column-plan.ts';
import { convertedName } from '../currency/converted-table.ts';
import type { MappedTable } from './mapped-table.ts';
import { modelTexts } from './model-texts.ts';

/** What becomes of a column, step by step. */
export interface ColumnStory {
  readonly table: string;
  readonly column: string;
  /** Bronze columns it is read from, or columns it is computed from. */
  readonly from: readonly string[];
  readonly type: string;
  /** What is done, in order. */
  readonly steps: readonly string[];
  /** What must hold, and what becomes of a row for which it does not. */
  readonly rules: readonly string[];
}

const shortList = (words: readonly string[]): string =>
  words.length <= 8 ? words.join(', ') : `${words.slice(0, 8).join(', ')}, … (${words.length} in all)`;

const mapSays = (map: NonNullable<MappedTable['columns'][number]['mapping']['map']>): string => {
  const pairs = Object.entries(map.values).map(([text, code]) => `${JSON.stringify(text)} → ${JSON.stringify(code)}`);
  const others = {
    keep: 'others stay',
    null: 'others become null',
    reject: 'others are wrong',
    default: `others become ${JSON.stringify(map.default)}`,
  };
  return `code table: ${shortList(pairs)}; ${others[map.unmatched]}`;
};

/** The story of a column of a silver table; undefined where it has no such column. @param base currency amounts are converted to */
export const explainColumn = (table: MappedTable, name: string, base: string | undefined): ColumnStory | undefined => {
  const silver = `silver_${table.mapping.target}`;
  const column = table.columns.find(({ mapping }) => mapping.target === name);
  if (column !== undefined) {
    const { mapping } = column;
    const plan = columnPlan(column, modelTexts());
    const fallback = mapping.null?.default;
    const outcome = column.onError === 'quarantine' ? 'else the row goes to quarantine' : 'else the value is taken out and noted in _flags';
    return {
      table: silver,
      column: name,
      from: [`bronze_${table.bronze}.${mapping.source}`],
      type: mapping.type,
      steps: [
        ...(column.isKey ? ['the key: as the source spells it'] : plan.steps.map(({ says }) => says)),
        ...(mapping.map === undefined ? [] : [mapSays(mapping.map)]),
        ...(plan.reading.says === 'text' ? [] : [`read as ${plan.reading.says}`]),
        ...(fallback === undefined ? [] : [`where there is none, ${JSON.stringify(fallback)}`]),
      ],
      rules: [
        ...new Set(
          plan.rules.map(({ rule, code }) => `${rule} (${[...code.matchAll(/'([A-Z_]+)'/g)].map((match) => match[1]).join(', ')})`),
        ),
      ].map((rule) => `${rule}: ${outcome}`),
    };
  }
  const derived = table.derived.flat().find((one) => one.name === name);
  if (derived !== undefined)
    return {
      table: silver,
      column: name,
      from: columnsOfRule(derived.rule).map((one) => `${silver}.${one}`),
      type: derived.mapping.type,
      steps: [`computed: ${JSON.stringify(derived.mapping.value)}`],
      rules: [],
    };
  return convertedStory(table, name, base);
};

const endings = ['currency', 'rate', 'rate_date', 'rate_source'] as const;

const convertedStory = (table: MappedTable, name: string, base: string | undefined): ColumnStory | undefined => {
  const { currency, target } = table.mapping;
  const field = currency?.fields.find(
    (one) => base !== undefined && (name === convertedName(one, base) || endings.some((ending) => name === `${one}_${ending}`)),
  );
  if (currency === undefined || base === undefined || field === undefined) return undefined;
  const told = [
    ...(currency.field === undefined ? [] : [`its ${currency.field}`]),
    ...(currency.parent === undefined ? [] : [`the currency of its ${currency.parent.by}`]),
    ...(currency.declared === undefined ? [] : [currency.declared]),
    ...(currency.country === undefined ? [] : [`its ${currency.country}`]),
    ...(currency.region === undefined ? [] : [`its ${currency.region.column}`]),
    ...(currency.default === undefined ? [] : [`else ${currency.default}`]),
  ];
  const outcome = (policy: string): string =>
    policy === 'quarantine' ? 'the row goes to quarantine' : 'the converted amount is missing, and noted in _flags';
  const onError = currency.on_error ?? table.mapping.on_error;
  return {
    table: `silver_${target}`,
    column: name,
    from: [field, currency.field, currency.on].flatMap((one) => (one === undefined ? [] : [`silver_${target}.${one}`])),
    type: name.endsWith('_date')
      ? 'date'
      : name.endsWith('_rate')
        ? 'decimal(38,18)'
        : name === convertedName(field, base)
          ? 'decimal(38,4)'
          : 'text',
    steps: [
      `the currency is told by ${told.join(', then ')}`,
      `the rate to ${base} is that of ${currency.on}, of the last day before where it has none, and of the day of extraction where it lies after that`,
      'multiplied exactly, rounded once to the minor unit',
    ],
    rules: [`currency missing, unknown or ambiguous: ${outcome(onError)}`, `no rate: ${outcome(currency.on_missing_rate ?? onError)}`],
  };
};
