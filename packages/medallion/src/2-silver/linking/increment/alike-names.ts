import { defineTable, linkNames, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { KnownNames } from '../candidates/known-names.ts';
import { matchNames, type NameMatching } from '../candidates/match-names.ts';
import { numberNodes } from '../candidates/name-nodes.ts';
import { readTexts } from '../intake/read-columns.ts';
import { Turns } from '../intake/turns.ts';
import type { WordFrequencies } from '../names/is-generic.ts';
import { partsOf } from '../names/name-parts.ts';

const alikeNamesTable = defineTable({
  name: 'alike_names',
  layer: 'ops',
  grain: ['name', 'other'],
  description: 'Names whose accounts are worth a decision.',
  columns: { name: text({ description: 'Name that is asked about' }), other: text({ description: 'Name alike' }) },
});

/** Makes `alike_names (name, other)`: of each of `asked (name)` the names that are matches of it, among `partner_names (name)`. */
export const alikeNames = async (
  session: Session,
  frequencies: WordFrequencies,
  matching: NameMatching & { readonly known: KnownNames },
): Promise<void> => {
  const rows = await session.rows(
    'SELECT n.* EXCLUDE (id) FROM names_now n SEMI JOIN partner_names k ON k.name = n.name ORDER BY n.name',
    linkNames,
  );
  const asked = new Set(await readTexts(session, 'SELECT name FROM asked', 'name', 'name'));
  const nodes = numberNodes(rows.map(partsOf));
  const { alike } = await matchNames({ nodes, frequencies }, { ...matching, known: { ...matching.known, asked } }, new Turns());
  const found: { name: string; other: string }[] = [];
  for (let a = 0; a + 1 < alike.starts.length; a++)
    for (let at = alike.starts[a]!; at < alike.starts[a + 1]!; at++) {
      const [one, other] = [rows[a]!.name, rows[alike.seconds[at]!]!.name];
      if (asked.has(one)) found.push({ name: one, other });
      if (asked.has(other)) found.push({ name: other, other: one });
    }
  await session.bindRows('alike_names', alikeNamesTable, found);
};
