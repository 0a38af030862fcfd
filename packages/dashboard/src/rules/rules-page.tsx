import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { rulesQuery } from '../api/report-queries.ts';
import type { RuleList } from '../api/reports.ts';
import { PageTitle } from '../app/page-title.tsx';
import { useAddressWord } from '../app/use-address-word.ts';
import { classNames } from '../components/class-names.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { RuleTable } from './rule-table.tsx';
import { RuleTrial } from './rule-trial.tsx';

const sections = ['rules', 'alerts'] as const;

const Rules = ({ list }: { readonly list: RuleList }) => {
  const [chosen] = useAddressWord('rule');
  const rule = list.rules.find(({ id }) => id === chosen);
  const panel = useRef<HTMLDivElement>(null);
  const last = useRef(chosen);
  useEffect(() => {
    if (last.current === chosen) return;
    last.current = chosen;
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div ref={panel} tabIndex={-1} className={classNames('min-w-0 outline-none xl:order-last', rule === undefined && 'hidden xl:block')}>
        {rule === undefined ? (
          <EmptyState title="Choose a rule to try another threshold">
            It is computed whom it would touch, on the day that is shown. Nothing is saved.
          </EmptyState>
        ) : (
          <RuleTrial key={rule.id} rule={rule} list={list} />
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {chosen !== '' && rule === undefined && (
          <EmptyState title={`There is no rule ${chosen}`}>It may have been renamed in the definitions, or taken out of them.</EmptyState>
        )}
        {sections.map((section) => (
          <RuleTable key={section} section={section} rules={list.rules.filter((one) => one.section === section)} chosen={chosen} />
        ))}
        <p className="text-xs text-muted">
          Definitions <code className="font-mono">{list.definition_version}</code>, {list.definitions}
        </p>
      </div>
    </div>
  );
};

/** The rules of alerts and recommendations, and a trial of other ones. */
export const RulesPage = () => {
  const query = useQuery(rulesQuery());
  return (
    <div className="flex flex-col gap-4">
      <PageTitle title="Rules" />
      <Loaded query={query} skeleton={<Skeleton size="h-96" count={2} />}>
        {(list) => <Rules list={list} />}
      </Loaded>
    </div>
  );
};
