import { Option } from 'commander';
import { countOption, jsonOption, lakeOption, unmaskOption, versionOption } from '../../options.ts';

/** Options of every question about profiles. */
export const askOptions = (): readonly Option[] => [
  lakeOption(),
  versionOption(),
  countOption('--limit <n>', 'how many rows, 0 for all (default: 50, with --json all)', 0),
  unmaskOption(),
  jsonOption('one JSON object a row (NDJSON)'),
];

export const customerOption = (): Option => new Option('--customer <id>', 'only this customer');
export const zoneOption = (): Option => new Option('--tz <zone>', 'zone of a business date (default: as configured, else UTC)');
