import { UpperChanged } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import { textLiteral } from './literal.ts';
import { upperLetters } from './upper-letters.ts';

/** Engines that were compared in this process. */
const compared = new Set<string>();

/** Planes 0 and 1 hold every letter that has a capital, in any version of Unicode. */
const codePoints = '(SELECT i FROM range(1, 55296) a(i) UNION ALL SELECT i FROM range(57344, 131072) b(i)) r';

/**
 * Compares the `upper()` that `@upper` uses on DuckDB with the frozen table: a version of the engine that knows other letters would
 * make other hashes of the same profiles. Engines that are given the table itself need no comparison. About 20 ms, once a process.
 *
 * @throws {@link UpperChanged}
 */
export const checkUpper = async (session: Session): Promise<void> => {
  if (session.engine !== 'duckdb' || compared.has(session.engine)) return;
  const { small, capital } = upperLetters();
  const [found] = await session.evidence(
    `SELECT (SELECT COUNT(*) FROM ${codePoints} WHERE upper(chr(CAST(i AS INTEGER))) <> chr(CAST(i AS INTEGER))) AS letters,
       upper(${textLiteral(small)}) = ${textLiteral(capital)} AS is_same`,
    1,
  );
  const letters = Array.from(small).length;
  if (found?.['letters'] !== String(letters) || found['is_same'] !== 'true') throw new UpperChanged(session.engine, letters);
  compared.add(session.engine);
};
