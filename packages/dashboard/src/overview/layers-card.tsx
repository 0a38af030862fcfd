import { CircleCheck, TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import type { Summary } from '../api/customer360.ts';
import { Badge } from '../components/badge.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { type Column, Table } from '../components/table.tsx';
import { dayText } from '../format/dates.ts';
import { countText, percentText } from '../format/numbers.ts';
import { inWords } from '../format/value-text.ts';

type Layer = Summary['freshness'][number];

const flow = ['bronze', 'silver', 'gold'];
const meaning: Readonly<Record<string, string>> = { bronze: 'as delivered', silver: 'cleansed', gold: 'customer 360' };

const layers: readonly Column<Layer>[] = [
  {
    name: 'layer',
    title: 'Layer',
    cell: ({ layer }) => (
      <>
        {inWords(layer)} <span className="block text-xs text-muted">{meaning[layer]}</span>
      </>
    ),
  },
  { name: 'records', title: 'Records', isNumber: true, cell: ({ records }) => countText(records) },
  {
    name: 'quarantined',
    title: 'Refused',
    isNumber: true,
    from: 'md',
    cell: ({ quarantined, error_rate }) =>
      quarantined === 0 || error_rate === null ? countText(quarantined) : `${countText(quarantined)} (${percentText(error_rate)})`,
  },
  {
    name: 'fresh',
    title: 'Fresh',
    cell: ({ is_fresh, fresh_at }) => (
      <Badge tone={is_fresh === null ? 'neutral' : is_fresh ? 'good' : 'warn'} icon={is_fresh === true ? CircleCheck : TriangleAlert}>
        {fresh_at === null ? 'Not known' : dayText(fresh_at)}
      </Badge>
    ),
  },
];

/** How much each layer holds, and how fresh it is, as the last run left it. @param isLinked whether more is told elsewhere */
export const LayersCard = ({ freshness, isLinked = false }: Pick<Summary, 'freshness'> & { readonly isLinked?: boolean }) => (
  <Card
    title="Freshness by layer"
    aside={
      isLinked && (
        <Link href="/data" className="inline-block min-h-6 text-sm text-accent hover:underline">
          Runs and quality
        </Link>
      )
    }
  >
    {freshness.length === 0 ? (
      <EmptyState title="No run was measured yet" command="audit run" />
    ) : (
      <Table
        caption="Layers of the data"
        columns={layers}
        rows={freshness.toSorted((left, right) => flow.indexOf(left.layer) - flow.indexOf(right.layer))}
        rowKey={({ layer }) => layer}
      />
    )}
  </Card>
);
