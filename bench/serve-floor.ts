/** The floor of `bench/serve.ts`: a bare HTTP server that answers everything with the same bytes from memory, and is as patient as the API. Prints its port; the bytes are a file. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const body = readFileSync(process.argv[2] ?? '');
const patience = { headersTimeout: 5000, requestTimeout: 30_000, keepAliveTimeout: 10_000, connectionsCheckingInterval: 100 };
const server = createServer(patience, (_, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body);
}).listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
