import { defineTable, int32, linkAccounts, linkNames, linkTies, linkValues, qualifiedName, type Table, text } from '@audit/contract';
import { keepTable, noRows, type Publication, type Session, type TableState } from '@audit/warehouse';
import { joinedComponents } from '../clusters/components.ts';
import type { Corpus } from '../intake/corpus.ts';
import type { LinkedCorpus } from '../link-corpus.ts';
import type { LinkingSettings } from '../settings.ts';
import { keptNames } from './kept-names.ts';
import { agenciesSql, marksSql, valuesSql } from './kept-values.ts';
import { accountHash, nameHash, tiesSql } from './kept-ties.ts';

const number = (description: string) => int32({ description });

const numberedTies = defineTable({
  name: 'numbered_ties',
  layer: 'ops',
  grain: ['i'],
  description: 'What accounts are tied to, by number.',
  columns: { i: number('Account'), node: number('Name'), head: number('Family'), core: number('Core'), component: number('Component') },
});

const nodeTexts = defineTable({
  name: 'node_texts',
  layer: 'ops',
  grain: ['node'],
  description: 'Names by number.',
  columns: { node: number('Name'), name: text({ description: 'Words' }) },
});

/** Keeps what all accounts were linked by, so that the next run need not compare all of them. Tables are written anew. */
export const keepWhole = async (
  session: Session,
  place: Publication,
  corpus: Corpus,
  linked: LinkedCorpus,
  settings: LinkingSettings,
): Promise<Readonly<Record<string, TableState>>> => {
  const { nodeOf, families, ids } = corpus;
  const accounts = Int32Array.from(ids, (_, i) => i);
  await session.bindColumns('numbered_ties', numberedTies, {
    i: accounts,
    node: nodeOf,
    head: accounts.map((i) => (families.known[i] === 1 ? families.root[i]! : -1)),
    core: linked.ties.core,
    component: joinedComponents(ids.length, linked.judged).all(),
  });
  const names = keptNames(corpus.nodes, corpus.frequencies, settings.candidates);
  const sizes = new Int32Array(names.length);
  for (const node of nodeOf) if (node >= 0) sizes[node]!++;
  const rows = names.map((row, node) => ({ ...row, accounts: sizes[node]!, contested: linked.ties.contested[node] === 1 }));
  await session.bindRows('names_kept', linkNames, rows);
  await session.bindRows(
    'node_texts',
    nodeTexts,
    names.map(({ name }, node) => ({ node, name })),
  );
  await session.bindSql('contacts_given', 'SELECT a.account_id, c.email, c.phone FROM lk_contacts c JOIN lk_accounts a ON a.i = c.i');
  await session.materialise('marks', marksSql('given_accounts', 'contacts_given'));
  const states: Record<string, TableState> = {};
  const keep = async (table: Table, sql: string): Promise<void> => {
    const columns = Object.keys(table.columns).join(', ');
    const state = await keepTable(session, place, table, undefined, { added: `SELECT ${columns} FROM (${sql}) r` });
    states[qualifiedName(table)] = state ?? noRows(table, place.version);
  };
  await keep(linkAccounts, accountsSql(ids.length));
  await keep(linkNames, 'SELECT * FROM names_kept');
  await keep(linkTies, `SELECT a AS account_a, b AS account_b, is_against FROM (${tiesSql}) t`);
  await keep(linkValues, `SELECT kind, value, i AS account FROM (${valuesSql()}) v UNION ALL ${agenciesSql}`);
  return states;
};

/** Parents that are no accounts are numbered after them. */
const accountsSql = (accounts: number): string =>
  `SELECT a.account_id, a.i AS number, m.mark, m.contacts, ${nameHash(`COALESCE(n.name, '')`)} AS name, a.parent_account_id, ${accountHash('COALESCE(h.account_id, e.parent_account_id)')} AS family,
     ${accountHash('c.account_id')} AS core, ${accountHash('p.account_id')} AS component
   FROM numbered_ties t JOIN lk_accounts a ON a.i = t.i JOIN marks m ON m.account_id = a.account_id JOIN lk_accounts c ON c.i = t.core
   JOIN lk_accounts p ON p.i = t.component LEFT JOIN node_texts n ON n.node = t.node LEFT JOIN lk_accounts h ON h.i = t.head
   LEFT JOIN (SELECT DISTINCT b, parent_account_id FROM lk_parents WHERE b >= ${accounts}) e ON e.b = t.head`;
