import type { CatalogFinding } from '@audit/contract';
import type { Catalog } from './catalog.ts';

/** -1, 0 or 1, as the first version is before, is or is after the second. */
const compareVersions = (left: string, right: string): number => {
  const [a, b] = [left, right].map((version) => version.split('.').map(BigInt));
  const at = a!.findIndex((part, index) => part !== b![index]);
  return at < 0 ? 0 : a![at]! < b![at]! ? -1 : 1;
};

/** What a catalog says, without where and in which version it says it. */
const meaningOf = ({ values }: Catalog): string => JSON.stringify(values.map(({ file: _, line: __, ...value }) => value));

/** Codes stand in history for good: against an earlier version none is gone, and other values have a later version number. */
export const followsEarlier = (catalog: Catalog, earlier: Catalog): readonly CatalogFinding[] => {
  const codes = new Set(catalog.values.map(({ code }) => code));
  const gone = earlier.values
    .filter(({ code }) => !codes.has(code))
    .map(({ code }) => ({
      file: catalog.file,
      line: catalog.lineOf('values'),
      code,
      what: `the code of version ${earlier.version} is gone, and profiles may hold it`,
      remedy: 'put it back with active: false and replaced_by',
    }));
  const order = compareVersions(catalog.version, earlier.version);
  const stale = order < 0 || (order === 0 && meaningOf(catalog) !== meaningOf(earlier));
  const fault: CatalogFinding = {
    file: catalog.file,
    line: catalog.lineOf('version'),
    code: null,
    what: `version ${catalog.version} ${order < 0 ? 'is before' : 'has other values than'} the earlier one, ${earlier.version}`,
    remedy: 'give it a later version',
  };
  return stale ? [...gone, fault] : gone;
};
