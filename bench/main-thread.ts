/** Tasks of a page's main thread from a trace of the browser, by the CPU they took: a busy machine lengthens them in time, hardly in CPU. */

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  /** Microseconds of CPU. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** What `browser.startTracing` has to record. */
export const traceCategories = ['toplevel', 'loading', 'rail', 'devtools.timeline', '__metadata'];

/** Milliseconds of CPU of each task of the page's main thread from its first contentful paint on. @throws Error for a trace of no page */
export const tasksAfterPaint = (trace: Buffer): readonly number[] => {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const painted = traceEvents.findLast(({ name }) => name === 'firstContentfulPaint');
  if (painted === undefined) throw new Error('nothing was painted while the trace was taken');
  return traceEvents.flatMap(({ name, pid, tid, ts, tdur = 0 }) =>
    name === 'ThreadControllerImpl::RunTask' && pid === painted.pid && tid === painted.tid && ts + tdur > painted.ts ? [tdur / 1000] : [],
  );
};
