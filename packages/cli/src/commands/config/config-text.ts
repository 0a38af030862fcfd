import { type Config, settingNames, settings } from '@audit/contract';
import { textTable } from '../../output/text-table.ts';

const shown = (value: unknown): string => {
  if (value === null) return '(not set)';
  return Array.isArray(value) ? value.join(', ') || '(none)' : String(value);
};

/** The settings for people. */
export const configText = (config: Config): string =>
  textTable(
    [{ title: 'setting' }, { title: 'value' }, { title: 'from' }, { title: 'what it is' }],
    settingNames.map((name) => [name, shown(config[name].value), config[name].origin, settings[name].description]),
  );
