import type { Config } from '@audit/contract';
import { codesOfRun, type ProfileLoadOptions } from '@audit/scd2-profile';
import { catalogsFolder } from '../../catalogs-folder.ts';
import type { CommandContext } from '../../context.ts';

/** From so many records on, looking for repetitions costs less than it saves. */
export const repetitionsFrom = 10_000;

/** The catalogs that spellings are mapped by, unless that is switched off. */
export const codesOf = (context: CommandContext, config: Config): Pick<ProfileLoadOptions, 'bindCodes'> =>
  config['profile.mapping'].value === 'off' ? {} : { bindCodes: codesOfRun(catalogsFolder(context, config)) };
