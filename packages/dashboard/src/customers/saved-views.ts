import { keep, readKept } from '../api/kept-text.ts';
import { observed } from '../api/observed.ts';

/** Filters and order of the list of customers under a name: `query` is that of the address. */
export interface View {
  readonly name: string;
  readonly query: string;
}

const item = 'audit.views';
const most = 50;

const isView = (json: unknown): json is View =>
  typeof json === 'object' &&
  json !== null &&
  'name' in json &&
  typeof json.name === 'string' &&
  'query' in json &&
  typeof json.query === 'string';

/** What is kept; whatever else stands there is left out. */
export const readViews = (text: string | null): readonly View[] => {
  try {
    const json: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(json) ? json.filter(isView).slice(0, most) : [];
  } catch {
    return [];
  }
};

/** Views that were saved in this browser. */
export const savedViews = observed(readViews(readKept('localStorage', item)));

/** Views with one more; one of the same name gives way. */
export const withView = (views: readonly View[], view: View): readonly View[] =>
  [...views.filter(({ name }) => name !== view.name), view].slice(-most);

const keepViews = (): void => keep('localStorage', item, JSON.stringify(savedViews.get()));

export const saveView = (view: View): void => {
  savedViews.set(withView(savedViews.get(), view));
  keepViews();
};

export const removeView = (name: string): void => {
  savedViews.set(savedViews.get().filter((view) => view.name !== name));
  keepViews();
};

/** The same filters and order, in whichever order they are written. */
export const sameQuery = (one: string, other: string): boolean => {
  const sorted = (query: string): string => {
    const words = new URLSearchParams(query);
    words.sort();
    return words.toString();
  };
  return sorted(one) === sorted(other);
};
