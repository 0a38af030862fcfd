import { keep, readKept } from '../api/kept-text.ts';
import { observed } from '../api/observed.ts';

const item = 'audit.single-keys';

/** Whether keys like `/` and `j` do something by themselves: who speaks to the computer, or slips on keys, switches them off (WCAG 2.2, 2.1.4). */
export const singleKeys = observed(readKept('localStorage', item) !== 'off');

/** Chooses that, for the next visits too. */
export const chooseSingleKeys = (isOn: boolean): void => {
  singleKeys.set(isOn);
  keep('localStorage', item, isOn ? '' : 'off');
};
