import { defineTable, int32, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { Corpus } from '../intake/read-corpus.ts';
import { type Survivor, survivingFields, survivorsSql } from '../masters/survivors.ts';

/** Members of one master. */
const membersTable = defineTable({
  name: 'explained_members',
  layer: 'silver',
  grain: ['i'],
  description: 'Accounts of a master that is explained.',
  columns: {
    i: int32({ description: 'Number of the account' }),
    master: int32({ description: 'Number of the master' }),
    plain: text({ description: 'Its name, folded' }),
  },
});

/** The fields of the master of some accounts, each with the account it is from; telephone numbers as `***` unless they may be seen. */
export const readSurvivors = async (
  session: Session,
  { names, nameOf }: Corpus,
  members: readonly number[],
  unmasked: boolean,
): Promise<readonly Survivor[]> => {
  const rows = members.map((i) => ({ i, master: 0, plain: names[nameOf[i]!]!.plain }));
  await session.bindRows('lk_explained', membersTable, rows);
  const found = await session.evidence(survivorsSql('lk_explained', 'lk_accounts'), survivingFields.length);
  const isHidden = (field: string | null | undefined): boolean => field === 'phone' && !unmasked;
  const survivors = found.map((row) => ({ ...row, value: isHidden(row['field']) ? '***' : row['value'] }) as unknown as Survivor);
  return survivingFields.flatMap((field) => survivors.filter((one) => one.field === field));
};
