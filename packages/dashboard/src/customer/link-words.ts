/** Why accounts are taken for one customer, by the rule that gives the confidence (docs/linking.md). */
const words: Readonly<Record<string, string>> = {
  MANUAL: 'A person decided that they are one',
  EXACT: 'Their names are the same, but for spelling and legal form',
  FUZZY: 'Their names are alike',
  PARENT: 'They have one parent, and names that are alike',
  CONTACT: 'They share an e-mail address or telephone number, and names that are alike',
  ALIAS: 'One is known by the name of the other',
  NAME: 'Their names say so',
  LEARNED: 'Taken together, their data make it likely',
};

/** The rule of a link in words; one the pages do not know keeps its name. */
export const linkWords = (rule: string): string => words[rule] ?? `Rule ${rule}`;
