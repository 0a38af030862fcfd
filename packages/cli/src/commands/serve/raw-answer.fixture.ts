import { once } from 'node:events';
import { connect } from 'node:net';

/** For tests: what comes back on a socket for a text that may be no request, until it is closed. */
export const rawAnswer = async (url: string, text: string): Promise<string> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let got = '';
  socket.setEncoding('utf8').on('data', (part: string) => (got += part));
  // A server that closes while it is still being sent to resets the socket.
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return got;
};
