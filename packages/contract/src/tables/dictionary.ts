import { sqlType } from './ddl.ts';
import { qualifiedName, type Table } from './define-table.ts';

const cell = (value: string): string => value.replaceAll('|', '\\|');

/** The table's page of the data dictionary, in Markdown. */
export const dictionary = (table: Table): string => {
  const rows = Object.entries(table.columns).map(([name, column]) => {
    const facts = [sqlType(column.type, 'duckdb'), column.nullable ? 'yes' : 'no', column.unit ?? '', column.pii, column.description];
    return `| \`${name}\` | ${facts.map(cell).join(' | ')} |`;
  });
  const laws = table.laws.map((law) => `- **${law.name}**: \`${law.sql}\``);
  return [
    `# ${qualifiedName(table)}`,
    table.description,
    `One row per (${table.grain.join(', ')}). Retention: ${table.retention}.`,
    ['| column | type | null | unit | PII | meaning |', '|---|---|---|---|---|---|', ...rows].join('\n'),
    ...(laws.length === 0 ? [] : [['Laws that hold on every row:', '', ...laws].join('\n')]),
  ].join('\n\n');
};
