import { statSync } from 'node:fs';
import { type CatalogFinding, CatalogInvalid, quote } from '@audit/contract';
import { modelSql, type Session } from '@audit/warehouse';
import { catalogSpellings, spellingsOf } from './catalog-spellings.ts';
import type { Catalog } from './catalog.ts';
import { allElevenAreThere, headerMatchesContract } from './contract-rules.ts';
import { foldedSpellingsStage } from './folded-spellings.stage.ts';
import { foldedSpellings } from './folded-spellings.ts';
import { type CatalogFolder, readCatalogs } from './read-catalogs.ts';
import { sourceCodesAreDisjoint } from './source-code-rules.ts';
import { codesAreUnique, membersHoldNoBar, ordersAreUnique, retiredCodesAreReplaced, specialCodesAreLast } from './value-rules.ts';
import { followsEarlier } from './version-rules.ts';

const rules = [headerMatchesContract, codesAreUnique, ordersAreUnique, specialCodesAreLast, retiredCodesAreReplaced, membersHoldNoBar];

const openFolder = async (folder: string): Promise<CatalogFolder> => {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return await readCatalogs(folder);
  throw new CatalogInvalid(folder, [
    { file: folder, line: null, code: null, what: 'there is no such folder', remedy: 'name one with --catalogs, or profile.catalogs' },
  ]);
};

const earlierCatalogs = async (folder: string): Promise<ReadonlyMap<string, Catalog>> => {
  const { catalogs, findings } = await openFolder(folder);
  if (findings.length > 0) throw new CatalogInvalid(folder, findings);
  return new Map(catalogs.map((catalog) => [catalog.file, catalog]));
};

/** A fault of the shared list is found by each catalog that includes it. */
const distinct = (findings: readonly CatalogFinding[]): readonly CatalogFinding[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
];

/**
 * Reads the catalogs of a folder, holds them against all their rules, and binds {@link catalogCodes} as `codes`, the name stages read it by.
 *
 * @param against folder of an earlier version, whose codes must all be there still
 * @throws {@link CatalogInvalid} naming every fault
 */
export const bindCatalogCodes = async (session: Session, folder: string, against?: string): Promise<readonly Catalog[]> => {
  const read = await openFolder(folder);
  const { catalogs } = read;
  const earlier = against === undefined ? undefined : await earlierCatalogs(against);
  const spellings = spellingsOf(catalogs);
  await session.bindRows(
    'spellings',
    catalogSpellings,
    spellings.map(({ row }) => row),
  );
  await session.materialise(foldedSpellings.name, modelSql(foldedSpellingsStage, session.engine, {}));
  const findings = distinct([
    ...allElevenAreThere(folder, read),
    ...read.findings,
    ...catalogs.flatMap((catalog) => rules.flatMap((rule) => rule(catalog))),
    ...(await sourceCodesAreDisjoint(session, spellings)),
    ...catalogs.flatMap((catalog) => {
      const before = earlier?.get(catalog.file);
      return before === undefined ? [] : followsEarlier(catalog, before);
    }),
  ]);
  if (findings.length > 0) throw new CatalogInvalid(folder, findings);
  await session.bindSql('codes', `SELECT catalog, raw, code FROM ${quote(foldedSpellings.name)}`);
  return catalogs;
};
