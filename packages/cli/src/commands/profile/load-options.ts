import type { Config } from '@audit/contract';
import { codesOfRun, type MissingPolicy, type ProfileLoadOptions } from '@audit/scd2-profile';
import { catalogsFolder } from '../../catalogs-folder.ts';
import type { CommandContext } from '../../context.ts';

/** From so many records on, looking for repetitions costs less than it saves. */
export const repetitionsFrom = 10_000;

/** What is done about customers a full extract does not hold. */
export const missingPolicy = (config: Config): MissingPolicy => ({
  close: config['profile.on_missing'].value === 'close',
  mostPercent: config['profile.max_missing_percent'].value,
});

/** The catalogs that spellings are mapped by, unless that is switched off. */
export const codesOf = (context: CommandContext, config: Config): Pick<ProfileLoadOptions, 'bindCodes'> =>
  config['profile.mapping'].value === 'off' ? {} : { bindCodes: codesOfRun(catalogsFolder(context, config)) };
