import { Lock } from 'lucide-react';

/** What the API says where a value is not for whoever asks. */
const mask = '***';

export const isMasked = (text: string | null): boolean => text === mask;

/** Name of a customer as text; its short id where the name is not to be seen, or not known. */
export const nameOf = ({ id, name }: { readonly id: string; readonly name: string | null }): string =>
  name === null || isMasked(name) ? `Customer ${id.slice(0, 8)}` : name;

/** The mark of a value that is not for whoever asks. */
export const HiddenMark = ({ what }: { readonly what: string }) => (
  <span className="inline-flex items-center gap-1 text-xs font-normal text-muted" title={`To see it, a key needs the scope unmask`}>
    <Lock aria-hidden size={12} />
    {what} hidden
  </span>
);
