import { useMutation } from '@tanstack/react-query';
import { FlaskConical } from 'lucide-react';
import { type ReactNode, type SubmitEvent, useId, useState } from 'react';
import { previewRules, type Rule, type RuleList } from '../api/reports.ts';
import { useAddressWord } from '../app/use-address-word.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Card } from '../components/card.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Tabs } from '../components/tabs.tsx';
import { PreviewOutcome } from './preview-outcome.tsx';
import { SaveHint } from './save-hint.tsx';
import { ThresholdFields } from './threshold-fields.tsx';
import { thresholdsOf, withThreshold } from './thresholds.ts';

/** JSON for people: lists of plain values stand in a line. */
const asJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(/\[\s+([^[\]{}]*?)\s+\]/g, (_, inner: string) => `[${inner.replaceAll(/\s*\n\s*/g, ' ')}]`);
const changeOf = ({ section, id }: Rule, when: unknown): object => ({ [section]: { [id]: { when } } });

interface TrialFormProps {
  readonly isBusy: boolean;
  readonly onTry: () => void;
  readonly children: ReactNode;
}

const TrialForm = ({ isBusy, onTry, children }: TrialFormProps) => (
  <form
    onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      onTry();
    }}
    className="flex flex-col gap-3"
  >
    {children}
    <span>
      <Button look="primary" type="submit" icon={FlaskConical} disabled={isBusy}>
        {isBusy ? 'Computing…' : 'See who would be touched'}
      </Button>
    </span>
  </form>
);

interface RuleTrialProps {
  readonly rule: Rule;
  readonly list: RuleList;
}

/** Tries other thresholds, or any change of the definitions as JSON, on the day that is served; nothing is changed. */
export const RuleTrial = ({ rule, list }: RuleTrialProps) => {
  const editor = useId();
  const thresholds = thresholdsOf(rule.when, list.facts);
  const now = thresholds.map(({ value }) => String(value));
  const [word, setWord] = useAddressWord('values');
  const given = word.split(',');
  const values = given.length === now.length && word !== '' ? given : now;
  const when = thresholds.reduce<unknown>((made, threshold, at) => {
    const value = Number(values[at]);
    return values[at] === '' || Number.isNaN(value) || value === threshold.value ? made : withThreshold(made, threshold, value);
  }, rule.when);
  const [text, setText] = useState<string>();
  const [mode, setMode] = useState<'numbers' | 'json'>(thresholds.length === 0 ? 'json' : 'numbers');
  const trial = useMutation({ mutationFn: previewRules });
  const [fault, setFault] = useState<string>();
  const json = mode === 'json' ? (text ?? asJson(changeOf(rule, when))) : asJson(changeOf(rule, when));
  const [tried, setTried] = useState('');
  const isOutdated = tried !== json;
  const run = (): void => {
    try {
      setFault(undefined);
      trial.mutate(JSON.parse(json) as object);
      setTried(json);
    } catch (error) {
      setFault(`This is no JSON: ${(error as Error).message}`);
    }
  };
  const numbers = () => (
    <TrialForm isBusy={trial.isPending} onTry={run}>
      <ThresholdFields
        thresholds={thresholds}
        values={values}
        onChange={(next) => setWord(next.every((value, at) => value === now[at]) ? '' : next.join(','))}
      />
    </TrialForm>
  );
  const expert = () => (
    <TrialForm isBusy={trial.isPending} onTry={run}>
      <label htmlFor={editor} className="text-sm">
        What differs from the definitions: rules, alerts, weights and bands of scores
      </label>
      <textarea
        id={editor}
        rows={14}
        spellCheck={false}
        value={json}
        onChange={({ target }) => setText(target.value)}
        className="w-full rounded-md border border-edge bg-surface p-2 font-mono text-xs"
      />
      {fault !== undefined && (
        <p role="alert" className="text-sm text-bad">
          {fault}
        </p>
      )}
    </TrialForm>
  );
  const tabs = [
    ...(thresholds.length === 0 ? [] : [{ name: 'numbers' as const, label: 'Thresholds', content: numbers }]),
    { name: 'json' as const, label: 'As JSON', content: expert },
  ];
  return (
    <Card title={`Try: ${rule.title}`} aside={<code className="font-mono text-xs text-muted">{rule.id}</code>}>
      <div className="flex flex-col gap-4">
        <Tabs label="How to change it" tabs={tabs} chosen={mode} onChoose={setMode} />
        <div aria-live="polite" aria-busy={trial.isPending} className="flex flex-col gap-4 empty:hidden">
          {trial.isPending && <Skeleton size="h-32" />}
          {trial.error !== null && <ErrorState error={trial.error} onRetry={run} />}
          {trial.data !== undefined && isOutdated && (
            <Banner kind="stale">The change is another one since. Compute it anew to see whom it touches.</Banner>
          )}
          {trial.data !== undefined && <PreviewOutcome preview={trial.data} rules={list.rules} />}
        </div>
        <SaveHint change={json} definitions={list.definitions} />
      </div>
    </Card>
  );
};
