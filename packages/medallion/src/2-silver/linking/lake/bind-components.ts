import { defineTable, int32 } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { joinedComponents } from '../clusters/components.ts';
import { accountHash } from '../increment/kept-ties.ts';
import type { LinkedCorpus } from '../link-corpus.ts';

const numbered = defineTable({
  name: 'numbered_components',
  layer: 'ops',
  grain: ['i'],
  description: 'Components by number.',
  columns: { i: int32({ description: 'Account' }), component: int32({ description: 'Smallest account of its component' }) },
});

/** Makes `components_now (account_id, component)`, components as hashes, of the accounts that are members. */
export const bindComponents = async (session: Session, { judged, cluster }: LinkedCorpus, isMember: Uint8Array): Promise<void> => {
  const all = joinedComponents(cluster.length, judged).all();
  const members = Int32Array.from(Array.from(isMember.keys()).filter((account) => isMember[account] === 1));
  await session.bindColumns('numbered_components', numbered, { i: members, component: members.map((account) => all[account]!) });
  await session.materialise(
    'components_now',
    `SELECT a.account_id, ${accountHash('c.account_id')} AS component FROM numbered_components n JOIN lk_accounts a ON a.i = n.i JOIN lk_accounts c ON c.i = n.component`,
  );
};
