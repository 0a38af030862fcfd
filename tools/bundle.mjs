// Makes the bundle of `audit`: the program and its libraries in a few files, which start in half the time (docs/decisions/0013).
// Nothing is lost without it: `bin/audit.js` runs from source unless every file the bundle was made of is as it was.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { bundlesOf, root, stateOf } from '../packages/cli/bin/fresh-bundle.js';

const folder = bundlesOf(root);
/** A file written this shortly before may change again without another time. */
const settledMillis = 50;

const native = '@duckdb/node-bindings';
const nativePath = join(realpathSync(join(root, 'packages/warehouse/node_modules', native)), 'duckdb.js');

const plugins = [
  {
    name: 'native library stays where it is',
    resolveId: (id) => (id === native ? { id: nativePath, external: 'absolute' } : null),
  },
  {
    name: 'modules keep the place of their source, from where they read SQL and templates',
    transform: (code, id) => {
      if (id.includes('node_modules')) return null;
      const place = { url: pathToFileURL(id).href, filename: id, dirname: dirname(id) };
      return code.replaceAll(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, name) => JSON.stringify(place[name]));
    },
  },
];

/** What decides the bundle: its modules, those of libraries by what is installed, and what decides which modules they are. */
const inputsOf = (chunks) => {
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds).filter((id) => isAbsolute(id) && !id.includes('node_modules'));
  const packages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name, 'package.json'));
  const others = ['pnpm-lock.yaml', 'node_modules/.pnpm/lock.yaml', 'tools/bundle.mjs'].map((path) => join(root, path));
  return [...new Set([...modules, ...packages, ...others])]
    .filter((path) => stateOf(path) !== undefined)
    .map((path) => [relative(root, path).replaceAll(sep, '/'), ...stateOf(path)]);
};

const keep = (chunks, inputs) => {
  const id = createHash('sha256');
  for (const { fileName, code } of chunks) id.update(`${fileName}\n${code}\n`);
  const name = id.digest('hex').slice(0, 16);
  const made = join(folder, name);
  const unfinished = join(folder, `.${process.pid}`);
  if (!existsSync(made)) {
    for (const { fileName, code } of chunks) {
      mkdirSync(dirname(join(unfinished, fileName)), { recursive: true });
      writeFileSync(join(unfinished, fileName), code);
    }
    renameSync(unfinished, made);
  }
  const current = join(folder, 'current.json');
  writeFileSync(`${current}.${process.pid}`, JSON.stringify({ main: `${name}/main.js`, inputs }));
  renameSync(`${current}.${process.pid}`, current);
  return name;
};

/** A process that began with the bundle before may still load from it. */
const removeOld = (...kept) => {
  for (const name of readdirSync(folder))
    if (/^[0-9a-f]{16}$/.test(name) && !kept.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
};

const before = () => {
  try {
    return JSON.parse(readFileSync(join(folder, 'current.json'), 'utf8')).main.split('/')[0];
  } catch {
    return undefined;
  }
};

const startedAt = Date.now();
const build = await rolldown({ input: join(root, 'packages/cli/src/main.ts'), platform: 'node', plugins, logLevel: 'silent' });
const { output } = await build.generate({ format: 'esm', keepNames: true });
await build.close();
const inputs = inputsOf(output);
if (inputs.every(([, , mtimeMs]) => mtimeMs < startedAt - settledMillis)) {
  const last = before();
  removeOld(keep(output, inputs), last);
}
