import { type Config, type OperationalTable, type Resolved, settingNames, settings } from '@audit/contract';
import { textTable } from '../../output/text-table.ts';

const shown = (value: string | number | readonly (string | { readonly name: string } | OperationalTable)[] | null): string => {
  if (value === null) return '(not set)';
  if (typeof value !== 'object') return `${value}`;
  return value.map((one) => (typeof one === 'string' ? one : 'name' in one ? one.name : one.table)).join(', ') || '(none)';
};

/** The settings for people, and which secrets are set. */
export const configText = (config: Config, secrets: Readonly<Record<string, Resolved<string>>>): string =>
  textTable(
    [{ title: 'setting' }, { title: 'value' }, { title: 'from' }, { title: 'what it is' }],
    [
      ...settingNames.map((name) => [name, shown(config[name].value), config[name].origin, settings[name].description]),
      ...Object.entries(secrets).map(([name, { value, origin }]) => [name, value, origin, 'A secret']),
    ],
  );
