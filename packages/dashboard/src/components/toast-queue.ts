import { observed } from '../api/observed.ts';

/** A short note of what happened, with what can still be done about it. */
export interface Toast {
  readonly text: string;
  /** Such as Undo. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

export const toasts = observed<readonly Toast[]>([]);

const shownMs = { plain: 6000, withAction: 10_000 };

export const dismissToast = (toast: Toast): void => toasts.set(toasts.get().filter((one) => one !== toast));

/** Shows a note for six seconds; ten where something can be done. */
export const showToast = (toast: Toast): void => {
  toasts.set([...toasts.get().slice(-2), toast]);
  setTimeout(() => dismissToast(toast), toast.action === undefined ? shownMs.plain : shownMs.withAction);
};
