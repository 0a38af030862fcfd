import { type ChangeTarget, type Config, settingNames, settings } from '@audit/contract';
import { textTable } from '../../output/text-table.ts';

const shown = (value: string | number | readonly (string | ChangeTarget)[] | null): string => {
  if (value === null) return '(not set)';
  if (typeof value !== 'object') return `${value}`;
  return value.map((one) => (typeof one === 'string' ? one : one.name)).join(', ') || '(none)';
};

/** The settings for people. */
export const configText = (config: Config): string =>
  textTable(
    [{ title: 'setting' }, { title: 'value' }, { title: 'from' }, { title: 'what it is' }],
    settingNames.map((name) => [name, shown(config[name].value), config[name].origin, settings[name].description]),
  );
