import { observed } from './observed.ts';

/** What the newest answer said of its data. */
export interface DataStamp {
  readonly version: number;
  /** Day the data are of, as YYYY-MM-DD. */
  readonly asOf: string;
  /** Currency of money, by ISO 4217; empty where it is not told. */
  readonly currency: string;
  /** When it was said, in milliseconds since 1970. */
  readonly notedAt: number;
}

/** Version and day of the data that are shown; undefined before the first answer. */
export const dataStamp = observed<DataStamp | undefined>(undefined);

/** Notes what an answer is of; one of an older version, such as the page of a list begun before, changes nothing. */
export const noteStamp = (headers: Headers): void => {
  const version = Number(headers.get('X-Data-Version') ?? Number.NaN);
  const asOf = headers.get('X-Data-As-Of');
  const known = dataStamp.get();
  if (!Number.isFinite(version) || asOf === null || (known !== undefined && version <= known.version)) return;
  dataStamp.set({ version, asOf, currency: headers.get('X-Data-Currency') ?? known?.currency ?? '', notedAt: Date.now() });
};
