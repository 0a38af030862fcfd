import { classNames } from './class-names.ts';

interface SkeletonProps {
  /** Classes of its size, that of what will stand there. */
  readonly size: string;
  /** How many, one below the other. */
  readonly count?: number;
}

/** Holds the place of what is loading; seen after 150 ms only, so that fast answers do not flicker. */
export const Skeleton = ({ size, count = 1 }: SkeletonProps) => (
  <div role="status" aria-label="Loading" className="flex flex-col gap-2">
    {Array.from({ length: count }, (_, at) => (
      <div key={at} className={classNames('animate-appear rounded-md bg-sunken', size)} />
    ))}
  </div>
);
