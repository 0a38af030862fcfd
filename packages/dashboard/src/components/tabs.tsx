import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { classNames } from './class-names.ts';

interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly content: () => ReactNode;
}

interface TabsProps<Name extends string> {
  /** What the tabs are of, for those who do not see them. */
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
}

const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Tabs by the WAI-ARIA pattern: arrows, Home and End; only the chosen one is made. */
export const Tabs = <Name extends string>({ label, tabs, chosen, onChoose }: TabsProps<Name>) => {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    tabs.findIndex(({ name }) => name === chosen),
  );
  // Of more tabs than fit, the chosen one is in sight, without moving the page.
  useLayoutEffect(() => {
    const { current } = list;
    const tab = current?.children[at];
    if (current === null || tab === undefined) return;
    const [box, own] = [current.getBoundingClientRect(), tab.getBoundingClientRect()];
    if (own.left < box.left || own.right > box.right) current.scrollLeft += own.left - box.left;
  }, [at]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = tabs[steps[event.key]?.(at, tabs.length) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.name);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus();
  };
  return (
    <div className="min-w-0">
      <div ref={list} role="tablist" aria-label={label} className="flex overflow-x-auto border-b border-line">
        {tabs.map((tab, place) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            id={`${id}-${tab.name}`}
            data-tab={tab.name}
            aria-selected={place === at}
            aria-controls={`${id}-panel`}
            tabIndex={place === at ? 0 : -1}
            onKeyDown={onKeyDown}
            onClick={() => onChoose(tab.name)}
            className={classNames(
              '-mb-px min-h-9 border-b-2 px-3 text-sm font-medium whitespace-nowrap -outline-offset-2',
              place === at ? 'border-accent text-ink' : 'border-transparent text-muted hover:text-ink',
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" tabIndex={0} aria-labelledby={`${id}-${tabs[at]?.name ?? ''}`} className="pt-4">
        {tabs[at]?.content()}
      </div>
    </div>
  );
};
