import { defineTable, float64, int32, type Row, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { ClusterConfidence } from '../clusters/cluster-confidence.ts';
import type { Corpus } from '../intake/read-corpus.ts';
import { type LinkedCorpus, linksOf } from '../link-corpus.ts';
import { scoreOf } from '../rules/name-score.ts';
import { evidenceOf } from '../rules/pair-evidence.ts';

const number = (description: string) => int32({ description });
const word = (description: string) => text({ description });

/** Links by the numbers of their accounts, on their way into the engine. */
const numberedLinks = defineTable({
  name: 'numbered_links',
  layer: 'silver',
  grain: ['a', 'b'],
  description: 'Links by number.',
  columns: {
    a: number('First account'),
    b: number('Second account'),
    type: word('Type'),
    status: word('Status'),
    rule: word('Rule'),
    fired: word('Rules'),
    confidence: number('Confidence'),
    probability: float64({ description: 'Probability' }),
    reason: word('Reason'),
    name_score: number('Similarity of names'),
    emails: number('Mailboxes'),
    phones: number('Numbers'),
    domains: number('Domains'),
    family: word('Parents'),
  },
});

const numberedMembers = defineTable({
  name: 'numbered_members',
  layer: 'silver',
  grain: ['i'],
  description: 'Clusters by number.',
  columns: { i: number('Account'), cluster: number('Cluster') },
});

const numberedMasters = defineTable({
  name: 'numbered_masters',
  layer: 'silver',
  grain: ['cluster'],
  description: 'Masters of clusters.',
  columns: {
    cluster: number('Cluster'),
    master_id: word('Master'),
    linkage: number('Linkage confidence'),
    bridge: number('Weakest link'),
    mean: float64({ description: 'Mean probability' }),
  },
});

const linkRows = (corpus: Corpus, linked: LinkedCorpus): readonly Row<typeof numberedLinks>[] =>
  Array.from(linksOf(linked), ({ a, b, type, status, rule, fired, confidence, probability, reason }) => {
    const { score, emails, phones, domains, family } = evidenceOf(corpus, a, b, scoreOf(corpus, linked.candidates, a, b));
    return {
      a,
      b,
      type,
      status,
      rule,
      fired: fired.join('+'),
      confidence,
      // Six digits, as in links.csv: no engine rounds the rest otherwise.
      probability: Math.round(probability * 1e6) / 1e6,
      reason,
      name_score: score,
      emails,
      phones,
      domains,
      family,
    };
  });

/**
 * Brings a run's results into the session: `members_now (account_id, master_id, linkage)`, `confidences`, `links_now` with the columns of
 * `silver_account_links`.
 */
export const bindResults = async (
  session: Session,
  corpus: Corpus,
  linked: LinkedCorpus | undefined,
  masterOf: ReadonlyMap<number, string>,
  confidences: ReadonlyMap<number, ClusterConfidence>,
): Promise<void> => {
  await session.bindRows('numbered_links', numberedLinks, linked === undefined ? [] : linkRows(corpus, linked));
  const members = corpus.ids.map((_, i) => ({ i, cluster: linked?.cluster[i] ?? i }));
  await session.bindRows('numbered_members', numberedMembers, members);
  const masters = [...masterOf].map(([cluster, master]) => {
    const { linkage = 100, weakestBridge = 100, meanProbability = 1 } = confidences.get(cluster) ?? {};
    return { cluster, master_id: master, linkage, bridge: weakestBridge, mean: Math.round(meanProbability * 1e6) / 1e6 };
  });
  await session.bindRows('numbered_masters', numberedMasters, masters);
  await session.materialise(
    'members_now',
    `SELECT a.account_id, k.master_id, k.linkage AS linkage_confidence FROM numbered_members m JOIN numbered_masters k ON k.cluster = m.cluster JOIN lk_accounts a ON a.i = m.i`,
  );
  await session.materialise('confidences', 'SELECT master_id, linkage, bridge, mean FROM numbered_masters');
  await session.materialise(
    'links_now',
    `SELECT x.account_id AS account_a, y.account_id AS account_b, l.type, l.status, l.rule, l.fired, l.confidence, l.probability, l.reason,
       l.name_score, l.emails, l.phones, l.domains, l.family, p.cluster = q.cluster AS in_one_master
     FROM numbered_links l JOIN lk_accounts x ON x.i = l.a JOIN lk_accounts y ON y.i = l.b
     JOIN numbered_members p ON p.i = l.a JOIN numbered_members q ON q.i = l.b`,
  );
};
