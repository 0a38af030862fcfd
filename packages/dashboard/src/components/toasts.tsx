import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from './button.tsx';
import { dismissToast, toasts } from './toast-queue.ts';

/** The notes there are, read out as they come. */
export const Toasts = () => {
  const shown = useSyncExternalStore(toasts.subscribe, toasts.get);
  return (
    <div role="status" aria-label="Notes" className="pointer-events-none fixed inset-x-4 bottom-4 z-30 flex flex-col items-center gap-2">
      {shown.map((toast, at) => (
        <div
          key={`${at} ${toast.text}`}
          className="pointer-events-auto flex max-w-full items-center gap-3 rounded-md border border-line bg-surface py-1.5 pr-1.5 pl-3 text-sm shadow-float"
        >
          <span className="min-w-0">{toast.text}</span>
          {toast.action !== undefined && (
            <Button
              onClick={() => {
                toast.action?.run();
                dismissToast(toast);
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <Button look="ghost" icon={X} iconOnly onClick={() => dismissToast(toast)}>
            Dismiss
          </Button>
        </div>
      ))}
    </div>
  );
};
