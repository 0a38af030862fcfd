import { useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useSyncExternalStore } from 'react';
import { keyWanted, sessionKey } from '../api/session-key.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';

/** Asks for an API key once the server wants one; it is kept for this tab until it is closed. */
export const KeyDialog = () => {
  const client = useQueryClient();
  const why = useSyncExternalStore(keyWanted.subscribe, keyWanted.get);
  if (why === undefined) return null;
  const close = (): void => keyWanted.set(undefined);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const key = new FormData(event.currentTarget).get('key');
    if (typeof key !== 'string' || key.trim() === '') return;
    sessionKey.set(key.trim());
    close();
    void client.resetQueries();
  };
  return (
    <Dialog title="An API key is needed" onClose={close}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        {sessionKey.get() !== '' && (
          <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
            {`The key was not taken: ${why}.`}
          </p>
        )}
        <label htmlFor="api-key" className="text-sm font-medium">
          API key or token
        </label>
        <input
          id="api-key"
          data-begin
          name="key"
          type="password"
          autoComplete="off"
          spellCheck={false}
          required
          aria-describedby="api-key-hint"
          className="min-h-9 rounded-md border border-edge bg-surface px-3 font-mono text-sm"
        />
        <p id="api-key-hint" className="text-xs text-muted">
          It is kept in this tab until the tab is closed. Whoever runs the server makes one with{' '}
          <code className="font-mono">audit key create</code>.
        </p>
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={close}>
            Cancel
          </Button>
          <Button look="primary" type="submit">
            Use key
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
