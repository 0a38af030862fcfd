import { Lock } from 'lucide-react';
import { useMayAct } from '../api/granted-scopes.ts';

/** Why nothing can be done here, where the key may read only. */
export const NoAct = () => {
  if (useMayAct() !== false) return null;
  return (
    <p className="mb-3 flex items-start gap-1.5 text-xs text-muted">
      <Lock aria-hidden size={12} className="mt-0.5 shrink-0" />
      <span>
        Your key may read but not act. Whoever runs the server makes one with{' '}
        <code className="font-mono">audit key create NAME --scope read act</code>.
      </span>
    </p>
  );
};
