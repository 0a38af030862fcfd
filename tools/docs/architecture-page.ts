import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Manifest = z.object({
  name: z.string(),
  description: z.string().default(''),
  dependencies: z.record(z.string(), z.string()).default({}),
});
type Manifest = z.infer<typeof Manifest>;

const packagesOf = (root: string): readonly Manifest[] =>
  readdirSync(join(root, 'packages'))
    .toSorted()
    .map((folder) => Manifest.parse(JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'))));

const short = (name: string): string => name.replace('@audit/', '');

/** The graph of our packages, drawn from what each `package.json` declares (dependency-cruiser holds the code to it). */
export const architecturePage = (root: string): string => {
  const packages = packagesOf(root);
  const ours = new Set(packages.map(({ name }) => name));
  const internal = packages.flatMap(({ name, dependencies }) =>
    Object.keys(dependencies)
      .filter((d) => ours.has(d))
      .map((d) => `  ${short(name)} --> ${short(d)}`),
  );
  const rows = packages.map(({ name, description, dependencies }) => {
    const foreign = Object.keys(dependencies).filter((d) => !ours.has(d));
    return `| \`${name}\` | ${description} | ${foreign.join(', ') || '–'} |`;
  });
  return [
    '# Architecture',
    'Generated from the packages by `npm run docs`; do not edit. An arrow reads "may import"; everything else is refused by `.dependency-cruiser.js`. How the parts work together: [concepts.md](concepts.md).',
    ['```mermaid', 'graph TD', ...internal, '```'].join('\n'),
    ['| package | is | depends on |', '|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
};
