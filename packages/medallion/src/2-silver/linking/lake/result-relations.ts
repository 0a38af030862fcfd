import { defineTable, float64, int32, type Row, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { firstOfPair, secondOfPair } from '../candidates/name-candidates.ts';
import type { ClusterConfidence } from '../clusters/cluster-confidence.ts';
import type { Corpus } from '../intake/corpus.ts';
import { type LinkedCorpus, refusedBy } from '../link-corpus.ts';
import { probabilityAt } from '../rules/judged-pairs.ts';
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
    decision: number('Place of the decision'),
    probability: float64({ description: 'Probability' }),
    name_score: number('Similarity of names'),
    emails: number('Mailboxes'),
    phones: number('Numbers'),
    domains: number('Domains'),
    family: number('Parents'),
  },
});

/** What is decided, each once: of millions of links there are a few hundred different decisions. */
const decisions = defineTable({
  name: 'link_decisions',
  layer: 'silver',
  grain: ['decision'],
  description: 'Decisions by place.',
  columns: {
    decision: number('Place'),
    type: word('Type'),
    status: word('Status'),
    rule: word('Rule'),
    fired: word('Rules'),
    confidence: number('Confidence'),
    reason: word('Reason'),
  },
});

const families = ['same', 'different', 'unknown'] as const;

/** How `numbered_links` says of two accounts what their ultimate parents are. */
export const familyNumber = (family: (typeof families)[number]): number => families.indexOf(family);

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

/** Links as columns, and their decisions by the places the columns name. */
const linkColumns = (corpus: Corpus, linked: LinkedCorpus) => {
  const { judged, refused, candidates } = linked;
  const count = judged.decisions.reduce((sum, code) => sum + (code === 0 ? 0 : 1), 0);
  const int32s = (): Int32Array => new Int32Array(count);
  const columns = { a: int32s(), b: int32s(), decision: int32s(), probability: new Float64Array(count), name_score: int32s(), emails: int32s(), phones: int32s(), domains: int32s(), family: int32s() }; // prettier-ignore
  const places = new Map<string, number>();
  const rows: Row<typeof decisions>[] = [];
  let row = 0;
  for (let at = 0; at < judged.length; at++) {
    const decision = judged.codes.decision(judged.decisions[at]!);
    if (decision === undefined) continue;
    const [a, b] = [firstOfPair(judged.keys[at]!), secondOfPair(judged.keys[at]!)];
    const { score, emails, phones, domains, family } = evidenceOf(corpus, a, b, scoreOf(corpus, candidates, a, b));
    const why = decision.status === 'review' ? undefined : refused.get(at);
    const key = `${judged.decisions[at]!} ${why ?? ''}`;
    let place = places.get(key);
    if (place === undefined) {
      const { type, status, rule, fired, confidence, reason } = why === undefined ? decision : refusedBy(decision, why);
      place = rows.push({ decision: rows.length, type, status, rule, fired: fired.join('+'), confidence, reason }) - 1;
      places.set(key, place);
    }
    columns.a[row] = a;
    columns.b[row] = b;
    columns.decision[row] = place;
    // Six digits, as in links.csv: no engine rounds the rest otherwise.
    columns.probability[row] = Math.round(probabilityAt(judged, at) * 1e6) / 1e6;
    columns.name_score[row] = score;
    columns.emails[row] = emails;
    columns.phones[row] = phones;
    columns.domains[row] = domains;
    columns.family[row++] = familyNumber(family);
  }
  return { columns, rows };
};

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
  const links = linked === undefined ? undefined : linkColumns(corpus, linked);
  if (links === undefined) await session.bindRows('numbered_links', numberedLinks, []);
  else await session.bindColumns('numbered_links', numberedLinks, links.columns);
  await session.bindRows('link_decisions', decisions, links?.rows ?? []);
  const accounts = Int32Array.from({ length: corpus.ids.length }, (_, i) => i);
  await session.bindColumns('numbered_members', numberedMembers, { i: accounts, cluster: linked?.cluster ?? accounts });
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
    `SELECT x.account_id AS account_a, y.account_id AS account_b, d.type, d.status, d.rule, d.fired, d.confidence, l.probability, d.reason,
       l.name_score, l.emails, l.phones, l.domains, CASE ${families.map((name, at) => `WHEN l.family = ${at} THEN '${name}'`).join(' ')} END AS family, p.cluster = q.cluster AS in_one_master
     FROM numbered_links l JOIN link_decisions d ON d.decision = l.decision JOIN lk_accounts x ON x.i = l.a JOIN lk_accounts y ON y.i = l.b
     JOIN numbered_members p ON p.i = l.a JOIN numbered_members q ON q.i = l.b`,
  );
};
