import { Link } from 'wouter';
import type { Rule } from '../api/reports.ts';
import { Band } from '../components/band.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { type Column, Table } from '../components/table.tsx';
import { countText } from '../format/numbers.ts';

interface RuleTableProps {
  readonly section: Rule['section'];
  readonly rules: readonly Rule[];
  readonly chosen: string;
}

const words = {
  rules: { title: 'Recommendations', level: 'Priority', scale: 'priority', none: 'No rule recommends anything' },
  alerts: { title: 'Alerts', level: 'Severity', scale: 'severity', none: 'No rule raises an alert' },
} as const;

/** Rules of a section: what they ask, how urgent they are, for how many customers they are open. */
export const RuleTable = ({ section, rules, chosen }: RuleTableProps) => {
  const { title, level, scale, none } = words[section];
  const columns: readonly Column<Rule>[] = [
    {
      name: 'rule',
      title: 'Rule',
      cell: ({ id, title: name, level: urgency, condition, clear_condition: clear, action }) => (
        <>
          <Link
            href={`/rules?rule=${encodeURIComponent(id)}`}
            replace
            aria-current={id === chosen ? 'true' : undefined}
            className="inline-block min-h-6 font-medium text-accent underline-offset-4 hover:underline aria-current:underline"
          >
            {name}
          </Link>{' '}
          <code className="font-mono text-xs text-muted">{id}</code>
          <span className="block md:hidden">
            <Band scale={scale} level={urgency} label={level} />
          </span>
          <span className="block">when {condition}</span>
          {action !== null && <span className="block text-muted">→ {action}</span>}
          {clear !== null && <span className="block text-muted">until {clear}</span>}
        </>
      ),
    },
    { name: 'level', title: level, from: 'md', cell: (rule) => <Band scale={scale} level={rule.level} /> },
    { name: 'open', title: 'Open for', isNumber: true, cell: ({ open }) => countText(open) },
    {
      name: 'undecidable',
      title: 'Not decided',
      isNumber: true,
      from: 'md',
      cell: ({ undecidable }) =>
        undecidable === 0 ? (
          '0'
        ) : (
          <Link href="/data?tab=gaps" className="inline-block min-h-6 text-accent hover:underline">
            {countText(undecidable)}
            <span className="sr-only"> customers: values are missing</span>
          </Link>
        ),
    },
  ];
  return (
    <Card title={title} aside={<span className="text-sm text-muted">customers of the day that is shown</span>}>
      {rules.length === 0 ? (
        <EmptyState title={none} command="audit rules list" />
      ) : (
        <Table caption={title} columns={columns} rows={rules} rowKey={({ id }) => id} />
      )}
    </Card>
  );
};
