/**
 * Writes what the documentation derives from the code: `docs/errors.md`, `docs/dictionary/`, `docs/architecture.md`, `docs/structure.md`, `docs/api/openapi.json` and the types of the dashboard, `docs/upstream/`, and the JSON
 * Schemas of the mapping, of the linking and of pipelines in `configs/`.
 * `--check` writes nothing and exits 1 naming the pages that differ.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { architecturePage } from './docs/architecture-page.ts';
import { dictionaryPages } from './docs/dictionary-pages.ts';
import { structurePage } from './docs/structure-page.ts';
import { upstreamPages } from './docs/upstream-pages.ts';
import { openApiDocument } from '@audit/api';
import openapiTypes, { astToString } from 'openapi-typescript';
import { errorsPage } from '@audit/contract';
import { pipelineJsonSchema } from '@audit/cli';
import { linkingJsonSchema, mappingJsonSchema } from '@audit/medallion';
import { definitionsJsonSchema } from '@audit/metrics';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Path under the repository root → text. */
type Pages = ReadonlyMap<string, string>;

/** What the API answers, as types of the browser’s client. */
const apiTypes = async (): Promise<string> =>
  `/** Made from docs/api/openapi.json by \`npm run docs\`; do not edit. */\n${astToString(await openapiTypes(JSON.stringify(openApiDocument())))}`;

const generatedPages = async (): Promise<Pages> =>
  new Map(
    [
      ['docs/errors.md', errorsPage()],
      ['docs/architecture.md', architecturePage(root)],
      ['docs/structure.md', structurePage(root)],
      ['docs/api/openapi.json', JSON.stringify(openApiDocument(), undefined, 2)],
      ['packages/dashboard/src/api/openapi.ts', await apiTypes()],
      ['configs/account_linking.schema.json', linkingJsonSchema()],
      ['configs/bronze_to_silver_mapping.schema.json', mappingJsonSchema()],
      ['configs/silver_to_gold_metrics.schema.json', definitionsJsonSchema()],
      ['configs/pipelines/pipeline.schema.json', pipelineJsonSchema()],
      ...dictionaryPages(),
      ...upstreamPages(),
    ].map(([path, text]) => [path, `${text.trimEnd()}\n`]),
  );

/** Pages of the dictionary that no table stands behind any more. */
const orphans = (pages: Pages): readonly string[] => {
  const folder = join(root, 'docs/dictionary');
  const found = existsSync(folder) ? readdirSync(folder).map((name) => `docs/dictionary/${name}`) : [];
  return found.filter((path) => !pages.has(path));
};

/** Generated pages that are missing, differ from the code, or are left over. */
export const stalePages = async (): Promise<readonly string[]> => {
  const pages = await generatedPages();
  const differs = ([path, text]: [string, string]): boolean =>
    !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text;
  return [...[...pages].filter(differs).map(([path]) => path), ...orphans(pages)];
};

const writePages = async (): Promise<void> => {
  const pages = await generatedPages();
  for (const path of orphans(pages)) rmSync(join(root, path));
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
};

if (import.meta.main) {
  const stale = await stalePages();
  if (!process.argv.includes('--check')) await writePages();
  else if (stale.length > 0) {
    console.error(`out of date (run \`npm run docs\`): ${stale.join(', ')}`);
    process.exitCode = 1;
  }
}
