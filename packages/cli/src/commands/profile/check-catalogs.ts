import { resolve } from 'node:path';
import { bindCatalogCodes, type Catalog } from '@audit/scd2-profile';
import { catalogsFolder } from '../../catalogs-folder.ts';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { jsonDocument } from '../../output/json.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';
import { readConfig } from '../../settings.ts';

interface CheckFlags {
  readonly against?: string;
  readonly json?: true;
  readonly quiet?: true;
}

const accountOf = ({ name, version, effective_from, owner, values }: Catalog) => ({
  catalog: name,
  version,
  effective_from,
  owner,
  codes: values.length,
  active: values.filter(({ active }) => active).length,
  source_codes: values.reduce((sum, { source_codes }) => sum + source_codes.length, 0),
});

const catalogsText = (folder: string, catalogs: readonly Catalog[]): string => {
  const columns = [
    { title: 'catalog' },
    { title: 'version' },
    { title: 'codes', align: 'right' },
    { title: 'active', align: 'right' },
    { title: 'source codes', align: 'right' },
    { title: 'what it is', maxWidth: 80 },
  ] as const;
  const rows = catalogs.map((catalog) => {
    const { codes, active, source_codes } = accountOf(catalog);
    return [catalog.name, catalog.version, grouped(codes), grouped(active), grouped(source_codes), catalog.description];
  });
  return `${textTable(columns, rows)}\nAll ${counted(catalogs.length, 'catalog')} in ${folder} keep their rules.\n`;
};

/** `audit profile catalogs check`. */
export const checkCatalogs = async (context: CommandContext, flags: CheckFlags): Promise<void> => {
  const config = readConfig(context, flags);
  const folder = catalogsFolder(context, config);
  await using engine = openEngine(context, config, []);
  await using session = await engine.session();
  const catalogs = await bindCatalogCodes(session, folder, flags.against === undefined ? undefined : resolve(context.cwd, flags.against));
  if (flags.json) await context.stdout.write(jsonDocument({ folder, catalogs: catalogs.map(accountOf) }));
  else if (flags.quiet !== true) await context.stdout.write(catalogsText(folder, catalogs));
};
