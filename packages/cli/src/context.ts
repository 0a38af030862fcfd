/** A stream to write text to. */
export interface Output {
  readonly isTTY: boolean;
  /** Width of the terminal; 80 where there is none. */
  readonly columns: number;
  /** The reader has gone away (`| head`): nothing more is worth producing. */
  readonly closed: boolean;
  /** Why nothing more can be written, where it is not that the reader has gone away: a full disk. */
  readonly failure?: Error | undefined;
  /** Resolves once more may be written, so that a slow reader slows the writer. */
  write(text: string): Promise<void>;
}

/** Everything a command may touch beside its arguments; tests hand in their own. */
export interface Effects {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The present as ISO text with microseconds and Z. */
  readonly now: () => string;
  /** Aborted by Ctrl-C or SIGTERM. */
  readonly interrupted: AbortSignal;
  /** Runs `undo` if the process is interrupted before the returned function was called. */
  readonly onInterrupt: (undo: () => void) => () => void;
}

/** What a command gets: the effects, and a way to end with another exit code than 0. */
export interface CommandContext extends Effects {
  readonly finish: (exitCode: number) => void;
}
