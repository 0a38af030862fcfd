import type { RuleList, RulePreview } from '../api/reports.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { dayText } from '../format/dates.ts';
import { countText, plural } from '../format/numbers.ts';
import { inWords, ruleText } from '../format/value-text.ts';
import { changeWords, sortChanges } from './change-words.ts';
import { CustomerLink } from './customer-link.tsx';

interface PreviewOutcomeProps {
  readonly preview: RulePreview;
  readonly rules: RuleList['rules'];
}

/** Who would be touched by a change: whom rules would fire for, and who would change band. */
export const PreviewOutcome = ({ preview, rules }: PreviewOutcomeProps) => {
  const titleOf = (id: string, what: string): string =>
    rules.find((rule) => rule.id === id)?.title ?? (what === 'band' ? inWords(id) : ruleText(id));
  const changes = sortChanges(preview.changes);
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">{`What would change on ${dayText(preview.as_of)}`}</h3>
      {preview.rules.map(({ rule, condition, customers, fired, undecidable }) => (
        <p key={rule} className="text-sm">
          <span className="font-medium">{titleOf(rule, 'outcome')}</span> when {condition}: fires for{' '}
          <strong className="tabular-nums">{countText(fired)}</strong>
          {` of ${plural(customers, 'customer')}`}
          {undecidable > 0 && `, cannot be decided for ${countText(undecidable)}`}.
        </p>
      ))}
      {changes.length === 0 ? (
        <EmptyState title="Nobody would be touched">No customer would change band, and no rule would fire otherwise.</EmptyState>
      ) : (
        <ul className="flex flex-col divide-y divide-line text-sm">
          {changes.map(({ of, what, before, after, customers, examples }) => (
            <li key={`${of} ${what} ${before} ${after}`} className="py-2 first:pt-0">
              <p>
                <span className="font-medium">{titleOf(of, what)}</span> {changeWords({ what, before, after })}:{' '}
                <strong className="tabular-nums">{plural(customers, 'customer')}</strong>
              </p>
              <ul aria-label="Some of them" className="flex flex-wrap gap-x-4">
                {examples.map((id) => (
                  <li key={id}>
                    <CustomerLink id={id} />
                  </li>
                ))}
                {customers > examples.length && (
                  <li className="min-h-6 content-center text-muted">{`and ${countText(customers - examples.length)} more`}</li>
                )}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
