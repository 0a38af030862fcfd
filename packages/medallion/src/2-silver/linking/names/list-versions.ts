import aliases from './data/aliases.json' with { type: 'json' };
import { exclusiveWordsVersion } from './data/exclusive-words.ts';
import { genericWordsVersion } from './data/generic-words.ts';
import { geoTagsVersion } from './data/geo-tags.ts';
import { givenNamesVersion } from './data/given-names.ts';
import { groupBrandsVersion } from './data/group-brands.ts';
import { knownNamesVersion } from './data/known-names.ts';
import { legalFormsVersion } from './data/legal-forms.ts';
import { surnamesVersion } from './data/surnames.ts';
import { wordVariantsVersion } from './data/word-variants.ts';

/** Versions of the lists that names are read by: other lists may give other links. */
export const listVersions: Readonly<Record<string, string>> = {
  aliases: aliases.version,
  exclusiveWords: exclusiveWordsVersion,
  genericWords: genericWordsVersion,
  geoTags: geoTagsVersion,
  givenNames: givenNamesVersion,
  groupBrands: groupBrandsVersion,
  knownNames: knownNamesVersion,
  legalForms: legalFormsVersion,
  surnames: surnamesVersion,
  wordVariants: wordVariantsVersion,
};
