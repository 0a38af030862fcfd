import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What stands at the top of the repository and is no package. */
const top: readonly (readonly [string, string])[] = [
  ['packages/', 'the code; who may import whom: [architecture](architecture.md)'],
  [
    'configs/',
    'what is declared instead of programmed: mapping, linking, metrics and rules, pipelines, code lists, with their JSON Schemas',
  ],
  ['data/', 'the default lake, made by the first run; not in version control'],
  ['fixtures/', 'data of tests and demos, each folder with its source; recorded cases in `replay/`'],
  ['docs/', 'what you read; `decisions/` has the reasons, `dictionary/` every table and column'],
  ['tools/', 'set-up, gates, generators of documentation, drills'],
  ['bench/', 'what is claimed to be fast, measured beside a peer or a floor'],
];

const isTest = (name: string): boolean => /\.(?:test|fixture)\.tsx?$/.test(name);
const isSource = (name: string): boolean => /\.(?:tsx?|sql)$/.test(name) && !isTest(name) && !name.endsWith('.d.ts');

/** The first sentence of a text, without links of docstrings. */
const firstSentence = (text: string): string => {
  const plain = text
    .replaceAll(/\{@link ([^}]+)\}/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const [first = ''] = plain.split(/(?<=[.:;])\s/);
  return first
    .replace(/[.:;]$/, '')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
};

/** Of the thing that carries the name of its file, else of the first that is exported, else of the first that has any. */
const docOf = (path: string): string => {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.sql')) return firstSentence(/\/\*([\s\S]*?)(?:\n|\*\/)/.exec(text)?.[1] ?? '');
  const name = basename(path)
    .replace(/\.[^.]+$/, '')
    .replaceAll(/[^a-z0-9]/gi, '')
    .toLowerCase();
  const docs = [...text.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(export )?(?:declare |async |abstract )*(\w+) (\w+)?/g)].map(
    ([, doc = '', exported, kind = '', word = '']) => ({
      doc: doc.replaceAll(/^\s*\* ?/gm, ' ').replace(/\s@(?:param|returns|throws|example|see)[\s\S]*$/, ''),
      isExported: exported !== undefined,
      does: exported !== undefined && ['const', 'function', 'class'].includes(kind),
      isNamesake: word.toLowerCase() === name,
    }),
  );
  const best =
    docs.find(({ isNamesake }) => isNamesake) ?? docs.find(({ does }) => does) ?? docs.find(({ isExported }) => isExported) ?? docs[0];
  return best === undefined ? '' : firstSentence(best.doc);
};

const foldersOf = (root: string): readonly string[] => [
  root,
  ...readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['node_modules', 'dist', 'upstream'].includes(entry.name))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap(({ name }) => foldersOf(join(root, name))),
];

const folderText = (folder: string, shown: string): string => {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();
  const sources = names.filter(isSource);
  const tests = names.filter((name) => name.includes('.test.')).length;
  if (sources.length === 0 && tests === 0) return '';
  const lines = sources.map((name) => {
    const doc = docOf(join(folder, name));
    return `- \`${name}\`${doc === '' ? '' : `: ${doc}`}`;
  });
  return [`**\`${shown}/\`**${tests === 0 ? '' : `, and ${tests} of tests`}`, lines.join('\n')].filter((part) => part !== '').join('\n\n');
};

const packageText = (root: string, name: string): string => {
  const folder = join(root, 'packages', name);
  const { description = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly description?: string };
  const sources = join(folder, 'src');
  const folders = existsSync(sources) ? foldersOf(sources) : [];
  const texts = folders.map((one) => folderText(one, one.slice(dirname(sources).length + 1))).filter((text) => text !== '');
  return [`## packages/${name}`, description, ...texts].join('\n\n');
};

/** Where things are: every folder and file of the packages, each with the first sentence it says of itself. */
export const structurePage = (root: string): string =>
  [
    '# Where things are',
    'Generated from the files by `npm run docs`; do not edit. A folder is a part of the business, a numbered folder a step of the flow; a file is one thing and carries its name. What a file says here is the first sentence of its docstring.',
    ['| at the top | |', '|---|---|', ...top.map(([path, what]) => `| \`${path}\` | ${what} |`)].join('\n'),
    ...readdirSync(join(root, 'packages'))
      .toSorted()
      .map((name) => packageText(root, name)),
  ].join('\n\n');
