import { textLiteral } from '@audit/warehouse';

/** Between the parts of a key that is hashed: no id of a rule has it, so no two keys are one text. */
const separator = textLiteral('\u001f');

/** Id of an episode: the first 32 digits of the SHA-256 of customer, rule and episode. */
export const episodeId = (master: string, rule: string, episode: string): string =>
  `SUBSTR(@sha256_hex(@joined(${master}, ${separator}, ${rule}, ${separator}, @text(${episode}))), 1, 32)`;

/** One of the texts of a rule, by its id; each row takes that of its own rule. */
export const byRule = (rule: string, texts: readonly (readonly [string, string])[]): string =>
  texts.length === 0 ? '@text(NULL)' : `CASE ${rule} ${texts.map(([id, text]) => `WHEN ${textLiteral(id)} THEN ${text}`).join(' ')} END`;
