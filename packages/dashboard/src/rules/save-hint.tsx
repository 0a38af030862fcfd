import { Banner } from '../components/banner.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ScrollBox } from '../components/scroll-box.tsx';

interface SaveHintProps {
  /** What differs from the definitions, as JSON. */
  readonly change: string;
  /** The file of the definitions; those that come with audit are written to their usual place by `audit init`. */
  readonly definitions: string;
}

const usualPlace = 'configs/silver_to_gold_metrics.json';

/** That nothing is saved, and how to save it. */
export const SaveHint = ({ change, definitions }: SaveHintProps) => (
  <div className="flex flex-col gap-2">
    <Banner kind="partial">
      Nothing is saved here, and nothing is changed. To keep it, copy the change to a file, compare it with{' '}
      <code className="font-mono text-xs">audit rules diff change.json</code>, put it into{' '}
      <code className="font-mono text-xs break-all">{definitions.endsWith('.json') ? definitions : usualPlace}</code>; the next{' '}
      <code className="font-mono text-xs">audit run</code> follows it.
    </Banner>
    <ScrollBox label="The change as JSON" className="max-h-60 overflow-auto rounded-md bg-sunken p-3">
      <pre className="font-mono text-xs">{change}</pre>
    </ScrollBox>
    <span>
      <CopyButton text={change}>Copy the change</CopyButton>
    </span>
  </div>
);
