/** An answer that broke off, or that nothing came of any more: what a further try may cure. */
export class ConnectionFault extends Error {
  readonly code: 'ECUT' | 'ESILENCE';

  constructor(code: 'ECUT' | 'ESILENCE', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ConnectionFault';
    this.code = code;
  }
}

// Codes of Node's sockets, of its HTTP parser, of decompression and of TLS.
const codes = /^(?:E|Z_|HPE_|UNABLE_|CERT_|SELF_|DEPTH_|ERR_TLS_|ERR_STREAM_PREMATURE_CLOSE)[A-Z_]*$/;

/** Whether an error is of the network. Errors of ours and defects are not. */
export const isConnectionFault = (error: unknown): error is Error =>
  error instanceof Error &&
  'code' in error &&
  !('exitCode' in error) &&
  codes.test(String(error.code)) &&
  !fileCodes.has(String(error.code));

/** A full or broken disk is no fault of the source. */
const fileCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'ENOENT', 'EMFILE', 'ENFILE', 'EFBIG']);
