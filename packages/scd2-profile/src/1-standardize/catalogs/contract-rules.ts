import { readdirSync } from 'node:fs';
import { type CatalogFinding, didYouMean } from '@audit/contract';
import { otherAttributes, setAttributes } from '@audit/contract/profile';
import { catalogOf } from './catalog-of.ts';
import type { Catalog } from './catalog.ts';
import type { CatalogFolder } from './read-catalogs.ts';

const names: readonly string[] = Object.values(catalogOf);

/** All eleven are there, and no file looks like one of them and is not. */
export const allElevenAreThere = (folder: string, { files }: CatalogFolder): readonly CatalogFinding[] => {
  const fault = (file: string, what: string, remedy: string): CatalogFinding => ({ file, line: null, code: null, what, remedy });
  const missing = names.map((name) => `${name}.yaml`).filter((file) => !files.includes(file));
  const strays = readdirSync(folder).filter((file) => /^customer_.*\.ya?ml$/.test(file) && !files.includes(file));
  return [
    ...missing.map((file) => fault(file, 'the file is missing', 'put it there; docs/profile.md says where the shipped one is')),
    ...strays.map((file) => fault(file, `no attribute has this catalog${didYouMean(file, missing)}`, 'rename it or move it away')),
  ];
};

/** The header says what the contract of the profile says of the attribute. */
export const headerMatchesContract = (catalog: Catalog): readonly CatalogFinding[] => {
  const name = catalog.file.replace(/\.yaml$/, '');
  const attribute = Object.entries(catalogOf).find(([, of]) => of === name)?.[0] ?? '';
  const isIn = (attributes: readonly string[]): boolean => attributes.includes(attribute);
  const due = {
    name,
    other_field: isIn(otherAttributes) ? `${attribute}_other` : null,
    multi_valued: isIn(setAttributes),
  };
  return (['name', 'other_field', 'multi_valued'] as const)
    .filter((key) => catalog[key] !== due[key])
    .map((key) => ({
      file: catalog.file,
      line: catalog.lineOf(key),
      code: null,
      what: `${key} is ${JSON.stringify(catalog[key])}, and the contract of ${attribute} says ${JSON.stringify(due[key])}`,
      remedy: 'write that',
    }));
};
