import { useSyncExternalStore } from 'react';
import { Dialog } from '../components/dialog.tsx';
import { chooseSingleKeys, singleKeys } from './single-keys.ts';

const keys: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['/', 'Ctrl K'], 'Search customers'],
  [['↑', '↓'], 'Choose among what is found, or go through tabs with ← →'],
  [['Enter'], 'Open what is chosen'],
  [['j', 'k'], 'Next, previous event of a timeline'],
  [['Esc'], 'Close a dialog or the list of what is found'],
  [['?'], 'This help'],
];

const SingleKeys = () => {
  const isOn = useSyncExternalStore(singleKeys.subscribe, singleKeys.get);
  return (
    <label className="mt-4 flex min-h-6 items-center gap-2 text-sm">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={isOn}
        onChange={({ currentTarget }) => chooseSingleKeys(currentTarget.checked)}
      />
      Single keys (/ j k ?) do something
    </label>
  );
};

/** What the keyboard does. */
export const HelpDialog = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog title="Keyboard" onClose={onClose}>
    <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2 text-sm">
      {keys.map(([names, does]) => (
        <div key={does} className="contents">
          <dt className="flex gap-1">
            {names.map((name) => (
              <kbd key={name} className="rounded-sm border border-edge bg-sunken px-1.5 font-mono text-xs">
                {name}
              </kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
    <SingleKeys />
  </Dialog>
);
