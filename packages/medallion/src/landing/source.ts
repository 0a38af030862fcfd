import type { Micros } from '@audit/contract';
import type { DuckDbEngine, Manifest, Workplace } from '@audit/warehouse';
import type { SourceColumn } from '../1-bronze/landed-table.ts';
import type { Extracted } from './extracted.ts';

/** What is wanted of a source. */
export interface ExtractRequest {
  /** Objects, by the source's names or by those of their bronze tables; all that are configured where empty. */
  readonly tables: readonly string[];
  /** Everything, whatever the cursors say. */
  readonly full: boolean;
  /** What changed from here on, whatever the cursors say. */
  readonly since: Micros | undefined;
  /** Compare the keys of source and bronze too, and write down who is gone. */
  readonly reconcile: boolean;
  readonly onError: 'fail' | 'quarantine';
}

/** How one object will be extracted. */
export interface PlannedTable {
  readonly source: string;
  readonly object: string;
  /** Bronze table. */
  readonly table: string;
  readonly mode: 'full' | 'incremental' | 'skip';
  readonly why: string;
  /** Where it goes on; null for all there is. */
  readonly since: string | null;
  /** Rows, bytes and requests as far as the source tells them without sending any; null where it does not. */
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly apiCalls: number | null;
}

/** An object of a source and the bronze table it feeds. */
export interface DescribedObject {
  readonly object: string;
  readonly table: string;
  readonly columns: readonly SourceColumn[];
}

/** Rows of one object that have arrived. */
export interface RowsArrived {
  readonly table: string;
  readonly rows: number;
  /** As the source counted them. */
  readonly total?: number;
  /** Requests of the day, used and allowed, where the source tells them. */
  readonly quota?: { readonly used: number; readonly limit: number };
}

export type OnRows = (progress: RowsArrived) => void;

/** Where a source is extracted to: the run's folder, engine and session, and the version of the lake it goes on from. */
export interface ExtractPlace extends Workplace<DuckDbEngine> {
  readonly parent: Manifest;
  readonly runId: string;
  /** ISO with microseconds and Z: of the first attempt under this run key. */
  readonly clock: string;
  /** The same. */
  readonly at: Micros;
  readonly signal: AbortSignal;
  readonly onRows: OnRows;
}

/** A system records are extracted from. */
export interface Source extends AsyncDisposable {
  /** `salesforce`, `opdb`, `files`. */
  readonly name: string;
  /** Whether a run that ended early left something worth going on from: what was read of it stays for the next one. */
  readonly goesOn: boolean;
  /** The objects as the source has them now. @param tables as in {@link ExtractRequest} */
  describe(tables: readonly string[]): Promise<readonly DescribedObject[]>;
  /** What {@link Source.extract} would do; nothing is fetched. */
  plan(request: ExtractRequest, parent: Manifest): Promise<readonly PlannedTable[]>;
  /** Lands what is new in the stage folder of the run. What a killed attempt left there is gone on from. */
  extract(request: ExtractRequest, place: ExtractPlace): Promise<Extracted>;
}
