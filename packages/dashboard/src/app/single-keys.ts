import { observed } from '../api/observed.ts';

const item = 'audit.single-keys';

const wereOff = (): boolean => {
  try {
    return localStorage.getItem(item) === 'off';
  } catch {
    return false;
  }
};

/** Whether keys like `/` and `j` do something by themselves: who speaks to the computer, or slips on keys, switches them off (WCAG 2.2, 2.1.4). */
export const singleKeys = observed(!wereOff());

/** Chooses that, for the next visits too. */
export const chooseSingleKeys = (isOn: boolean): void => {
  singleKeys.set(isOn);
  try {
    if (isOn) localStorage.removeItem(item);
    else localStorage.setItem(item, 'off');
  } catch {
    // A browser that keeps nothing: the choice lasts as long as the page.
  }
};
