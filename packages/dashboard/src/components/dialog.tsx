import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { Button } from './button.tsx';
import { ScrollBox } from './scroll-box.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** A modal dialog of the browser's own: it keeps the focus, which begins at what is marked `data-begin` or else at Close, Esc closes it, and the focus goes back to where it was. Shown while it is rendered. */
export const Dialog = ({ title, onClose, children, wide = false }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Closed before it is taken out of the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const { current } = dialog;
    if (current?.open === false) current.showModal();
    current?.querySelector<HTMLElement>('[data-begin]')?.focus();
    return () => current?.close();
  }, []);
  useEffect(() => {
    const { current } = dialog;
    // What is around the dialog is the dialog itself to the browser.
    const onClick = ({ target }: MouseEvent): void => {
      if (target === current) onClose();
    };
    current?.addEventListener('click', onClick);
    return () => current?.removeEventListener('click', onClick);
  }, [onClose]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={`m-auto w-[calc(100%-2rem)] rounded-lg border border-line bg-surface p-0 text-ink shadow-float ${wide ? 'max-w-3xl' : 'max-w-md'}`}
    >
      <div className="flex max-h-[85dvh] flex-col">
        <div className="flex items-start justify-between gap-3 border-b border-line px-4 py-3">
          <h2 id={heading} className="pt-1 text-lg font-semibold">
            {title}
          </h2>
          <Button look="ghost" icon={X} iconOnly onClick={onClose}>
            Close
          </Button>
        </div>
        <ScrollBox label={title} className="overflow-y-auto p-4">
          <div>{children}</div>
        </ScrollBox>
      </div>
    </dialog>
  );
};
