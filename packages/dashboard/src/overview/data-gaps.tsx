import { Link } from 'wouter';
import type { Summary } from '../api/customer360.ts';
import type { RuleList } from '../api/reports.ts';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { plural } from '../format/numbers.ts';
import { inWords, ruleText } from '../format/value-text.ts';

type Gap = Summary['data_gaps'][number];

interface DataGapsProps {
  readonly gaps: readonly Gap[];
  /** Titles of rules and labels of values; their ids stand for them where they are not known. */
  readonly rules: RuleList | undefined;
  readonly most?: number;
}

const because = (text: string | null): string =>
  text === null ? 'not known why' : text.includes(' ') ? text : inWords(text).toLowerCase();

/** Rules that cannot be decided for some customers: of how many, which values are missing, and why. */
export const DataGaps = ({ gaps, rules, most = gaps.length }: DataGapsProps) => {
  const titleOf = (id: string): string => rules?.rules.find((rule) => rule.id === id)?.title ?? ruleText(id);
  const labelOf = (name: string): string => rules?.facts.find((fact) => fact.name === name)?.label ?? inWords(name);
  const worst = gaps.toSorted((left, right) => right.customers - left.customers);
  return (
    <Card
      title="Data gaps"
      aside={
        gaps.length > most ? (
          <Link href="/data?tab=gaps" className="inline-block min-h-6 text-sm text-accent hover:underline">
            {`All ${gaps.length}`}
          </Link>
        ) : (
          <span className="text-sm text-muted">rules that lack values</span>
        )
      }
    >
      {gaps.length === 0 ? (
        <EmptyState title="Every rule is decided for every customer">No value that a rule asks for is missing.</EmptyState>
      ) : (
        <ul className="flex flex-col divide-y divide-line text-sm">
          {worst.slice(0, most).map(({ rule, customers, missing }) => (
            <li key={rule} className="py-2 first:pt-0 last:pb-0">
              <div className="flex items-baseline justify-between gap-3">
                <Link
                  href={`/rules?rule=${encodeURIComponent(rule)}`}
                  className="inline-block min-h-6 font-medium text-accent hover:underline"
                >
                  {titleOf(rule)}
                </Link>
                <span className="whitespace-nowrap tabular-nums">{plural(customers, 'customer')}</span>
              </div>
              <ul className="text-muted">
                {missing.slice(0, 4).map(({ fact, reason_text, customers: of }) => (
                  <li key={`${fact} ${reason_text}`}>
                    {labelOf(fact)}: {because(reason_text)}
                    {of !== customers && <span className="tabular-nums"> ({of})</span>}
                  </li>
                ))}
                {missing.length > 4 && <li>{`and ${missing.length - 4} more reasons`}</li>}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};
