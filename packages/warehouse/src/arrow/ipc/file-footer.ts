import { ArrowRefused } from '@audit/contract';
import { Footer } from 'apache-arrow/ipc/metadata/file';
import { Message } from 'apache-arrow/ipc/metadata/message';
import { checkSchema, type ColumnArrays } from './check-schema.ts';
import { FlatTable } from './flat-table.ts';

/** What an Arrow IPC file starts and ends with. */
export const FILE_MARK = 'ARROW1';
/** The length of the footer and the mark. */
const FILE_END = 4 + FILE_MARK.length;
/** offset: 8, metadata length: 4 and padding, body length: 8. */
const BLOCK_BYTES = 24;

/** The footer at the end of a file: Footer { version, schema, dictionaries, recordBatches }. */
export interface FileFooter {
  readonly columns: ColumnArrays;
  readonly batches: number;
  readonly dictionaries: number;
  /** Its schema, as the metadata of a message. */
  readonly schemaMetadata: () => Uint8Array;
}

/** Checks the footer that `end`, the last bytes of a file, ends with. @throws {@link ArrowRefused} when it is damaged or cut off */
export const fileFooter = (end: Uint8Array): FileFooter => {
  const bytes = Buffer.from(end.buffer, end.byteOffset, end.byteLength);
  const to = bytes.length - FILE_END;
  if (to < 0 || bytes.toString('latin1', to + 4) !== FILE_MARK) throw new ArrowRefused('the file ends without its mark, it is cut off');
  const length = bytes.readUInt32LE(to);
  if (length === 0 || length > to) throw new ArrowRefused(`its footer is damaged, it claims ${length} bytes of ${to}`);
  const footer = bytes.subarray(to - length, to);
  const table = FlatTable.root(footer, 'its footer');
  const columns = checkSchema(table.requiredTable(1, 'schema'));
  const countOf = (slot: number): number => table.items(slot, BLOCK_BYTES).count;
  return {
    columns,
    dictionaries: countOf(2),
    batches: countOf(3),
    schemaMetadata: () => Message.encode(Message.from(Footer.decode(footer).schema)),
  };
};
