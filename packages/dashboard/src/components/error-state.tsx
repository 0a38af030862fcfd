import { CircleX, RotateCw } from 'lucide-react';
import { ApiProblem } from '../api/api-problem.ts';
import { Button } from './button.tsx';

interface ErrorStateProps {
  readonly error: Error;
  readonly onRetry?: () => void;
}

const inWords = (error: Error): Pick<ApiProblem, 'title' | 'detail' | 'requestId' | 'errors'> => {
  if (!(error instanceof ApiProblem)) return { title: 'This page failed', detail: error.message, requestId: '', errors: [] };
  if (error.status !== 401) return error;
  return {
    title: 'An API key is needed',
    detail: 'The server answers to those who have one. Retry to give yours.',
    requestId: error.requestId,
    errors: [],
  };
};

/** What went wrong, its request id, and another try. */
export const ErrorState = ({ error, onRetry }: ErrorStateProps) => {
  const { title, detail, requestId, errors } = inWords(error);
  return (
    <div role="alert" className="flex flex-wrap items-start gap-3 rounded-md bg-bad-soft p-3 text-sm">
      <CircleX aria-hidden size={18} className="mt-0.5 shrink-0 text-bad" />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-semibold text-bad">{title}</p>
        <p className="wrap-break-word">{detail}</p>
        {errors.length > 0 && (
          <ul className="mt-1 list-disc pl-4 wrap-anywhere">
            {errors.map(({ field, detail: what }) => (
              <li key={`${field} ${what}`}>
                <code className="font-mono text-xs">{field}</code>: {what}
              </li>
            ))}
          </ul>
        )}
        {requestId !== '' && <p className="mt-1 text-xs break-all text-muted">Request id {requestId}</p>}
      </div>
      {onRetry !== undefined && (
        <Button icon={RotateCw} onClick={onRetry}>
          Retry
        </Button>
      )}
    </div>
  );
};
