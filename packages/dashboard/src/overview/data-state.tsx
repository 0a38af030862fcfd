import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Summary } from '../api/customer360.ts';
import { Badge } from '../components/badge.tsx';
import { Card } from '../components/card.tsx';
import { type Column, Table } from '../components/table.tsx';
import { dayText } from '../format/dates.ts';
import { countText } from '../format/numbers.ts';
import { inWords, ruleText } from '../format/value-text.ts';

type Layer = Summary['freshness'][number];
type Gap = Summary['data_gaps'][number];

const flow = ['bronze', 'silver', 'gold'];

const layers: readonly Column<Layer>[] = [
  { name: 'layer', title: 'Layer', cell: ({ layer }) => inWords(layer) },
  { name: 'records', title: 'Records', isNumber: true, cell: ({ records }) => countText(records) },
  { name: 'quarantined', title: 'Refused', isNumber: true, from: 'md', cell: ({ quarantined }) => countText(quarantined) },
  {
    name: 'fresh',
    title: 'Fresh',
    cell: ({ is_fresh, fresh_at }) => (
      <Badge tone={is_fresh === true ? 'good' : 'warn'} icon={is_fresh === true ? CircleCheck : TriangleAlert}>
        {fresh_at === null ? 'Not known' : dayText(fresh_at)}
      </Badge>
    ),
  },
];

const gaps: readonly Column<Gap>[] = [
  { name: 'rule', title: 'Rule', cell: ({ rule }) => ruleText(rule) },
  { name: 'customers', title: 'Customers', isNumber: true, cell: ({ customers }) => countText(customers) },
];

/** How fresh the data are as the last run left them, and which rules lack values. */
export const DataState = ({ summary }: { readonly summary: Summary }) => (
  <>
    <Card title="Last run">
      <Table
        caption="Layers of the data"
        columns={layers}
        rows={summary.freshness.toSorted((left, right) => flow.indexOf(left.layer) - flow.indexOf(right.layer))}
        rowKey={({ layer }) => layer}
      />
    </Card>
    {summary.data_gaps.length > 0 && (
      <Card title="Rules not decided" aside={<span className="text-sm text-muted">values are missing</span>}>
        <Table caption="Rules not decided" columns={gaps} rows={summary.data_gaps} rowKey={({ rule }) => rule} />
      </Card>
    )}
  </>
);
