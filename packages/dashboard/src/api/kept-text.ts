type Keeper = 'localStorage' | 'sessionStorage';

/** What the browser kept under a name; empty where there is nothing, or it keeps nothing. */
export const readKept = (keeper: Keeper, item: string): string => {
  try {
    return globalThis[keeper].getItem(item) ?? '';
  } catch {
    return '';
  }
};

/** Keeps a text under a name, for this tab or for the next visits; an empty one is taken out. Where a browser keeps nothing, a choice lasts as long as the page. */
export const keep = (keeper: Keeper, item: string, text: string): void => {
  try {
    if (text === '') globalThis[keeper].removeItem(item);
    else globalThis[keeper].setItem(item, text);
  } catch {
    // The page has it all the same.
  }
};
