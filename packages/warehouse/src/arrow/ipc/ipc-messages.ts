import { ArrowRefused } from '@audit/contract';
import { checkMessage, type CheckedMessage } from './check-message.ts';
import type { ColumnArrays } from './check-schema.ts';
import { FILE_MARK, fileFooter } from './file-footer.ts';
import { IncomingBytes } from './incoming-bytes.ts';

/** A file's mark and its padding. */
const FILE_START = 8;
const CONTINUES = 0xffffffff;
const END_OF_STREAM = Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 0);

/**
 * The messages of Arrow IPC bytes as a stream of checked ones: what comes out can be decoded without trust. A file is a
 * stream between a mark and a footer, whose counts must be those of the stream.
 * @throws {@link ArrowRefused} when the bytes are damaged or cut off
 */
export async function* ipcMessages(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const bytes = new IncomingBytes(source);
  try {
    const isFile = Buffer.from(await bytes.peek(FILE_MARK.length)).toString('latin1') === FILE_MARK;
    if (isFile && (await bytes.take(FILE_START)) === undefined) throw cutOff(bytes);
    yield* isFile ? fileMessages(bytes) : streamMessages(bytes);
    yield END_OF_STREAM;
  } finally {
    await bytes.close();
  }
}

async function* streamMessages(bytes: IncomingBytes): AsyncGenerator<Uint8Array> {
  let columns: ColumnArrays | undefined;
  for (let next; (next = await takeMessage(bytes, columns)) !== undefined;) {
    columns = columnsAfter(next, columns);
    yield* framesOf(next, columns);
  }
  if (columns === undefined) throw new ArrowRefused('there is no schema in it');
  const rest = (await bytes.peek(1)).length;
  if (rest > 0) throw new ArrowRefused(`more bytes follow the end mark of the stream, after byte ${bytes.taken}`);
}

async function* fileMessages(bytes: IncomingBytes): AsyncGenerator<Uint8Array> {
  const counts = { schema: 0, dictionary: 0, records: 0 };
  let columns: ColumnArrays | undefined;
  for (let next; (next = await takeMessage(bytes, columns)) !== undefined;) {
    // Some writers, apache-arrow's one of them, write the schema into the footer only.
    if (columns === undefined && next.kind !== 'schema') {
      const footer = fileFooter(await bytes.rest());
      yield frameOf(footer.schemaMetadata());
      columns = footer.columns;
    }
    columns = columnsAfter(next, columns);
    counts[next.kind]++;
    yield* framesOf(next, columns);
  }
  const footer = fileFooter(await bytes.rest());
  if (columns === undefined) yield frameOf(footer.schemaMetadata());
  if (footer.dictionaries === counts.dictionary && footer.batches === counts.records) return;
  throw new ArrowRefused(
    `its footer is damaged, it counts ${footer.batches} batches and ${footer.dictionaries} dictionaries, the file has ${counts.records} and ${counts.dictionary}`,
  );
}

type Message = CheckedMessage & { readonly metadata: Uint8Array; readonly body: Uint8Array };

/** The next message; undefined at the end mark of the stream. */
const takeMessage = async (bytes: IncomingBytes, columns: ColumnArrays | undefined): Promise<Message | undefined> => {
  const what = `${columns === undefined ? 'its schema' : 'a batch'} at byte ${bytes.taken}`;
  const first = await takeWord(bytes);
  // Streams of before Arrow 0.15 have no continuation word before a message's length.
  const length = first === CONTINUES ? await takeWord(bytes) : first;
  if (length === 0) return undefined;
  const metadata = await bytes.take(length);
  if (metadata === undefined) throw new ArrowRefused(`${what} is damaged or cut off, it claims ${length} bytes and they are not there`);
  const message = checkMessage(metadata, what);
  const body = await bytes.take(message.bodyBytes);
  if (body === undefined) throw cutOff(bytes);
  return { ...message, metadata, body };
};

/** The columns of the schema, which comes first and once. */
const columnsAfter = (message: Message, before: ColumnArrays | undefined): ColumnArrays => {
  if (message.kind === 'schema' && before === undefined) return message.columns;
  if (message.kind !== 'schema' && before !== undefined) return before;
  throw new ArrowRefused('its messages are out of order: one schema comes first, and then no other');
};

const takeWord = async (bytes: IncomingBytes): Promise<number> => {
  const word = await bytes.take(4);
  if (word === undefined) throw cutOff(bytes);
  return new DataView(word.buffer, word.byteOffset, 4).getUint32(0, true);
};

const cutOff = (bytes: IncomingBytes): ArrowRefused =>
  new ArrowRefused(`the bytes end after byte ${bytes.taken} without the end mark of Arrow IPC, they are cut off`);

function* framesOf(message: Message, columns: ColumnArrays): Generator<Uint8Array> {
  const { metadata, body } = message;
  if (message.kind !== 'schema') message.checkBody(body, columns);
  yield frameOf(metadata);
  if (body.length > 0) yield body;
}

const frameOf = (metadata: Uint8Array): Uint8Array => {
  const head = Buffer.alloc(8, 255);
  head.writeUInt32LE(metadata.length, 4);
  return Buffer.concat([head, metadata]);
};
