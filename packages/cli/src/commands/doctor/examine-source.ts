import type { Config } from '@audit/contract';
import { examineView, type ViewFinding } from '@audit/medallion';
import { bindCatalogCodes } from '@audit/scd2-profile';
import { catalogsFolder } from '../../catalogs-folder.ts';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { openOperationalDatabase } from '../../operational-database.ts';
import { type Flags, readConfig } from '../../settings.ts';
import { doubtful, fine, type Finding, unfit } from './finding.ts';

const requirements = 'docs/upstream/customer_profile_requirements.md says what it must be';

const findingOf = ({ subject, status, detail }: ViewFinding): Finding => {
  if (status === 'good') return fine(subject, detail);
  return status === 'poor' ? doubtful(subject, detail, 'loaded all the same, and flagged') : unfit(subject, detail, requirements, 3);
};

/** Codes of the catalogs, retired ones too: history holds them, and so may a source. */
const catalogCodes = async (context: CommandContext, config: Config): Promise<ReadonlyMap<string, readonly string[]>> => {
  await using engine = openEngine(context, config, []);
  await using session = await engine.session();
  const catalogs = await bindCatalogCodes(session, catalogsFolder(context, config));
  return new Map(catalogs.map(({ name, values }) => [name, values.map(({ code }) => code)]));
};

/** Whether the upstream view is what its requirements ask for. */
export const examineSource = async (context: CommandContext, flags: Flags): Promise<readonly Finding[]> => {
  const config = readConfig(context, flags);
  await using connection = await openOperationalDatabase(context);
  return (await examineView(connection, config['opdb.view'].value, await catalogCodes(context, config))).map(findingOf);
};
