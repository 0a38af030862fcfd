import { Bookmark, Trash2 } from 'lucide-react';
import { type SubmitEvent, useState, useSyncExternalStore } from 'react';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { Dialog } from '../components/dialog.tsx';
import { removeView, sameQuery, savedViews, saveView, type View } from './saved-views.ts';

const given: readonly View[] = [
  { name: 'All', query: '' },
  { name: 'High churn risk', query: 'risk=high' },
  { name: 'Critical health', query: 'band=critical&sort=health' },
  { name: 'Most valuable', query: 'sort=-clv' },
];

const SaveDialog = ({ query, onClose }: { readonly query: string; readonly onClose: () => void }) => {
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    if (typeof name !== 'string' || name.trim() === '') return;
    saveView({ name: name.trim(), query });
    onClose();
  };
  return (
    <Dialog title="Save this view" onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <label htmlFor="view-name" className="text-sm font-medium">
          Name
        </label>
        <input
          id="view-name"
          data-begin
          name="name"
          required
          maxLength={40}
          autoComplete="off"
          aria-describedby="view-hint"
          className="min-h-9 rounded-md border border-edge bg-surface px-3 text-sm"
        />
        <p id="view-hint" className="text-xs text-muted">
          Filters and order are kept in this browser. To share them, send the address of the page. A view of the same name is replaced.
        </p>
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" type="submit">
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
};

interface ViewBarProps {
  /** Filters and order that are shown, as in the address. */
  readonly query: string;
  readonly onChoose: (query: string) => void;
}

/** Views by name: some that are given, and those saved in this browser. */
export const ViewBar = ({ query, onChoose }: ViewBarProps) => {
  const saved = useSyncExternalStore(savedViews.subscribe, savedViews.get);
  const [isSaving, setSaving] = useState(false);
  const shown = [...given, ...saved].find((view) => sameQuery(view.query, query));
  const own = saved.find((view) => view === shown);
  return (
    <div role="group" aria-label="Views" className="flex flex-wrap items-center gap-1.5">
      {[...given, ...saved].map((view, at) => (
        <Chip key={`${at} ${view.name}`} label={view.name} isOn={view === shown} onToggle={() => onChoose(view.query)} />
      ))}
      {shown === undefined && (
        <Button look="ghost" icon={Bookmark} onClick={() => setSaving(true)}>
          Save view
        </Button>
      )}
      {own !== undefined && (
        <Button look="ghost" icon={Trash2} onClick={() => removeView(own.name)}>
          {`Remove “${own.name}”`}
        </Button>
      )}
      {isSaving && <SaveDialog query={query} onClose={() => setSaving(false)} />}
    </div>
  );
};
