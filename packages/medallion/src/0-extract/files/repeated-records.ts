import { type Session, textLiteral } from '@audit/warehouse';
import { cell } from './record-columns.ts';
import { type RefusedRecords, rowJson } from './refused-records.ts';

const equal = (key: readonly string[]): string => key.map((one) => `a.${one} IS NOT DISTINCT FROM r.${one}`).join(' AND ');

/**
 * Finds records of a file that have the key of others: those that also say the same are left out but for the first, those that say
 * something else are refused, all of them. Binds `left_out` with their positions.
 *
 * @param records relation of the good records @param key names of the columns that tell records apart; without any, none are the same
 * @returns how many are left out as repetitions
 */
export const findRepeated = async (
  session: Session,
  records: string,
  { key, names }: { readonly key: readonly string[]; readonly names: readonly string[] },
  refused: RefusedRecords,
): Promise<number> => {
  const cells = key.map((name) => cell(names.indexOf(name)));
  const columns = cells.join(', ');
  const again =
    key.length === 0 ? 0 : await session.materialise('again', `SELECT ${columns} FROM ${records} GROUP BY ${columns} HAVING COUNT(*) > 1`);
  if (again === 0) {
    await session.bindSql('left_out', `SELECT CAST(NULL AS BIGINT) AS record, FALSE AS contradicts WHERE FALSE`);
    return 0;
  }
  await session.materialise('repeated', `SELECT r.*, ${rowJson(names)} AS said FROM ${records} r SEMI JOIN again a ON ${equal(cells)}`);
  await session.materialise(
    'left_out',
    `SELECT record, contradicts FROM (
       SELECT record, MIN(said) OVER keyed <> MAX(said) OVER keyed AS contradicts, MIN(record) OVER keyed AS first_record
       FROM repeated WINDOW keyed AS (PARTITION BY ${columns})
     ) x WHERE contradicts OR record <> first_record`,
  );
  await refused.addSet(
    `SELECT r.record, r.line, r."at" AS byte_position, ${textLiteral(`DUPLICATE_LINE ${key[0]}`)} AS problem, r.said AS raw,
       ${textLiteral(`the same ${key.join(' and ')} came more than once in the file, with different content`)} AS reason
     FROM repeated r SEMI JOIN (SELECT record FROM left_out WHERE contradicts) l ON l.record = r.record ORDER BY r.record`,
  );
  const [row] = await session.evidence('SELECT COUNT(*) AS n FROM left_out WHERE NOT contradicts', 1);
  return Number(row?.['n']);
};
