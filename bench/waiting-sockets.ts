/**
 * Sockets that ask nothing, or a letter of a header a second, opened again whenever they are closed, until the process is ended: one of its own, so that the generator
 * of `bench/serve.ts` does not wait for them. Says when they are there.
 *
 *   node bench/waiting-sockets.ts PORT IDLE SLOW
 */
import { connect, type Socket } from 'node:net';

const [port = 0, idle = 0, slow = 0] = process.argv.slice(2).map(Number);
const sockets = new Set<Socket>();
const join = (text: string): void => {
  const socket = connect(port, '127.0.0.1', () => void (text !== '' && socket.write(text)));
  sockets.add(socket);
  socket.on('error', () => undefined).resume();
  socket.once('close', () => {
    sockets.delete(socket);
    setTimeout(join, 100, text);
  });
};
for (let n = 0; n < idle; n++) join('');
const head = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ';
for (let n = 0; n < slow; n++) join(head);
setInterval(() => {
  for (const socket of sockets) if (socket.bytesWritten > 0) socket.write('x');
}, 1000);
setTimeout(() => console.log(sockets.size), 1000);
