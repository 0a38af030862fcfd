import { wordSet } from './canonical-word.ts';
import { businessWords, popularWords, qualifierWords } from './data/generic-words.ts';
import { givenNames } from './data/given-names.ts';
import { surnames } from './data/surnames.ts';

const business = wordSet(businessWords);
const qualifiers = wordSet(qualifierWords);
const popular = wordSet(popularWords);
const families = wordSet(surnames);
const given = wordSet(givenNames);

/** A word for what a company does or is. */
export const isBusinessWord = (token: string): boolean => business.has(token);

/** A word for a trade, a place's adjective, a size: it describes and does not name. */
export const isDescriptive = (token: string): boolean => business.has(token) || qualifiers.has(token);

/** A word that any company may carry: descriptive, or so popular as a name that two bearers need not be one. */
export const isEverybodys = (token: string): boolean => isDescriptive(token) || popular.has(token);

/** A common surname that is not a popular name of companies as well, as King and Sun are. */
export const isSurname = (token: string): boolean => families.has(token) && !popular.has(token);

/** A founder's given name, which a company's short name leaves away. */
export const isGivenName = (token: string): boolean => given.has(token);

/** A word of a list: not a misspelling of another. */
export const isListed = (token: string): boolean => isEverybodys(token) || families.has(token);
