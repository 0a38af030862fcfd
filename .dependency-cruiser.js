// Who may import whom (docs/architecture.md). dependency-cruiser reads TypeScript through the TypeScript 6 API,
// which the workspace installs under the name `typescript`; `tsc` itself is TypeScript 7.

/** @type {Record<string, string[]>} what each package may import of ours */
const mayImport = {
  contract: [],
  warehouse: ['contract'],
  medallion: ['contract', 'warehouse'],
  datamart: ['contract', 'warehouse'],
  'scd2-profile': ['contract', 'warehouse'],
  'salesforce-sim': ['contract', 'warehouse'],
  metrics: ['contract', 'warehouse'],
  api: ['contract', 'warehouse', 'metrics', 'scd2-profile'],
  dashboard: [],
  cli: ['contract', 'warehouse', 'medallion', 'metrics', 'datamart', 'scd2-profile', 'salesforce-sim', 'api'],
};

/** @type {Record<string, string[]>} what the tests of a package may import beside that */
const testsMayImport = { medallion: ['salesforce-sim'] };

const testFile = '\\.(test|fixture)\\.ts$';
const layer = (name, from, to) => ({
  name,
  severity: 'error',
  comment: `may import ${to.length === 0 ? 'nothing of ours' : to.join(', ')}`,
  from,
  to: { path: '^packages/', pathNot: to.map((one) => `^packages/${one}/`) },
});
const layers = Object.entries(mayImport).flatMap(([from, to]) => {
  const own = [from, ...to];
  const tests = testsMayImport[from];
  if (tests === undefined) return [layer(`layer-${from}`, { path: `^packages/${from}/` }, own)];
  return [
    layer(`layer-${from}`, { path: `^packages/${from}/`, pathNot: testFile }, own),
    layer(`layer-tests-${from}`, { path: `^packages/${from}/.*${testFile}` }, [...own, ...tests]),
  ];
});

export default {
  forbidden: [
    ...layers,
    {
      name: 'no-reach-through',
      severity: 'error',
      comment: 'another package is imported by a name it exports (@audit/contract/period among them), never by a path into it',
      from: { path: '^packages/([^/]+)/' },
      to: {
        path: '^packages/([^/]+)/src/',
        pathNot: [
          '^packages/$1/',
          '^packages/[^/]+/src/index\\.ts$',
          '^packages/contract/src/(time/period|profile)\\.ts$',
          '^packages/warehouse/src/(arrow|proof)\\.ts$',
          '^packages/medallion/src/proof\\.ts$',
          '^packages/scd2-profile/src/proof\\.ts$',
        ],
      },
    },
    {
      name: 'no-relative-reach',
      severity: 'error',
      comment: 'a relative path out of the package',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    { name: 'no-cycle', severity: 'error', comment: 'types included', from: {}, to: { circular: true } },
    {
      name: 'sibling-stages-meet-in-a-contract',
      severity: 'error',
      comment:
        'folders of the flow (1-lines, 2-orders, …) import nothing of a later one; what extractors hand to bronze is a contract of both',
      from: { path: '^packages/[^/]+/src/(\\d)-[^/]+/', pathNot: '\\.(test|fixture)\\.ts$' },
      to: { path: '^packages/[^/]+/src/\\d-[^/]+/', pathNot: ['^packages/[^/]+/src/$1-[^/]+/', '/1-bronze/landed-table\\.ts$'] },
    },
    {
      name: 'no-product-import-of-tools',
      severity: 'error',
      comment: 'the product never needs tools, benchmarks, tests, drills or proofs',
      from: { path: '^packages/', pathNot: '\\.(test|fixture)\\.ts$|/(drill|sample|proof)/|/src/proof\\.ts$' },
      to: { path: '^(tools|bench)/|\\.(test|fixture)\\.ts$|/(drill|sample|proof)/|/src/proof\\.ts$' },
    },
    {
      name: 'not-to-undeclared',
      severity: 'error',
      comment: 'not in the package.json of the importing package',
      from: { path: '^packages/', pathNot: '\\.(test|fixture)\\.ts$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: '^packages/' },
    },
    {
      name: 'not-to-dev-dependency',
      severity: 'error',
      comment: 'only tests may use what the workspace root declares for development; the dashboard is built files at run time',
      from: { path: '^packages/', pathNot: '\\.(test|fixture)\\.ts$|^packages/dashboard/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'], pathNot: '^packages/' },
    },
    { name: 'not-to-unresolvable', severity: 'error', comment: 'does not exist', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^fixtures/|/\\.types/|^packages/dashboard/dist' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
    moduleSystems: ['es6'],
    reporterOptions: { text: { highlightFocused: true } },
  },
};
