export { keyState, makeKey } from './access/api-key.ts';
export type { Issuer } from './access/json-web-token.ts';
export { type ApiKey, readKeys, writeKeys } from './access/key-file.ts';
export { type Scope, scopes } from './access/scopes.ts';
export { openApiDocument } from './openapi/openapi-document.ts';
export type { ServerOptions } from './server/server-options.ts';
export { type RunningServer, startServer } from './server/start-server.ts';
