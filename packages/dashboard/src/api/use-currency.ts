import { useSyncExternalStore } from 'react';
import { dataStamp } from './data-stamp.ts';

/** Currency of the money that is shown; empty before the first answer. */
export const useCurrency = (): string => useSyncExternalStore(dataStamp.subscribe, dataStamp.get)?.currency ?? '';
