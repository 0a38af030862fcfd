import type { Table } from 'apache-arrow';
import { tableToIPC } from 'apache-arrow/ipc/serialization';

/** An Arrow table as the bytes of an Arrow IPC file. */
export const arrowFile = (rows: Table): Uint8Array => tableToIPC(rows, 'file');
