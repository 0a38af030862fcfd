import type { TimelineWanted } from '../api/queries.ts';
import { useSearchParams } from 'wouter';
import { dayAfter } from '../format/dates.ts';
import { useAddressWord } from '../app/use-address-word.ts';
import { kindGroups } from './timeline-kinds.ts';

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** What of the timeline is chosen; it stands in the address. */
export const useTimelineChoice = () => {
  const [kinds, setKinds] = useAddressWord('kinds');
  const [fromWord, setFrom] = useAddressWord('from');
  const [toWord, setTo] = useAddressWord('to');
  const [, setSearch] = useSearchParams();
  const groups = kinds.split(',').filter((name) => kindGroups.some((group) => group.name === name));
  const [from, to] = [isDay(fromWord) ? fromWord : '', isDay(toWord) ? toWord : ''];
  const setGroups = (names: readonly string[]): void => setKinds(names.join(','));
  const toggle = (name: string): void => setGroups(groups.includes(name) ? groups.filter((one) => one !== name) : [...groups, name]);
  const clear = (): void =>
    setSearch((before) => new URLSearchParams([...before].filter(([name]) => !['kinds', 'from', 'to'].includes(name))), { replace: true });
  return { groups, from, to, setGroups, toggle, setFrom, setTo, clear, isNarrowed: groups.length > 0 || from !== '' || to !== '' };
};

/** What of the timeline is chosen, and how to choose. */
export type TimelineChoice = ReturnType<typeof useTimelineChoice>;

/** What the API is asked for. @param past the last day there is; undefined for all up to now */
export const wantedOf = ({ groups, from, to }: TimelineChoice, past: string | undefined): TimelineWanted => {
  const last = past === undefined || (to !== '' && to < past) ? to : past;
  return {
    kinds: kindGroups.filter(({ name }) => groups.includes(name)).flatMap((group) => group.kinds),
    from: from === '' ? undefined : from,
    to: last === '' ? undefined : dayAfter(last, 1),
  };
};
