import { EngineFailed, type JsonFault } from '@audit/contract';
import { type Session, textLiteral } from '@audit/warehouse';
import { type ReadMapping, refuseMapping } from './read-mapping.ts';

interface Pattern {
  readonly path: readonly (string | number)[];
  readonly pattern: string;
}

const patternsOf = ({ tables }: ReadMapping): readonly Pattern[] =>
  tables.flatMap(({ bronze, mapping }) =>
    mapping.columns.flatMap(({ replace = [], validate }, at) => {
      const path = ['tables', bronze, 'columns', at];
      return [
        ...replace.map(({ pattern }, place) => ({ path: [...path, 'replace', place, 'pattern'], pattern })),
        ...(validate?.pattern === undefined ? [] : [{ path: [...path, 'validate', 'pattern'], pattern: validate.pattern }]),
      ];
    }),
  );

/** What the engine says of a pattern it does not read. */
const complaint = async (session: Session, pattern: string): Promise<string | undefined> => {
  try {
    await session.evidence(`SELECT REGEXP_MATCHES('', ${textLiteral(pattern)}) AS matches`, 1);
    return undefined;
  } catch (error) {
    if (!(error instanceof EngineFailed)) throw error;
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    return cause.replace(/^.*?Error: /s, '').split('\n')[0];
  }
};

/** @throws MappingInvalid for a pattern that is no regular expression of RE2 */
export const checkPatterns = async (session: Session, read: ReadMapping): Promise<void> => {
  const faults: JsonFault[] = [];
  for (const { path, pattern } of patternsOf(read)) {
    const what = await complaint(session, pattern);
    if (what !== undefined)
      faults.push({
        path,
        what: `it is no regular expression (${what})`,
        remedy: 'correct it; RE2 has no look-around and no back references',
      });
  }
  if (faults.length > 0) refuseMapping(read.origin, faults);
};
