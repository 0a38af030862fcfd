/** A file of the simulated disk: what readers see, and what would survive a power cut. */
export interface FaultFile {
  readonly folder: false;
  readonly ino: bigint;
  content: Uint8Array;
  durable: Uint8Array | undefined;
  /** A failed fsync gave up its unsaved content. */
  lost: boolean;
}

export interface FaultFolder {
  readonly folder: true;
  readonly ino: bigint;
  names: Map<string, FaultNode>;
  readonly durableNames: Map<string, FaultNode>;
}

export type FaultNode = FaultFile | FaultFolder;

export const newFile = (ino: bigint, content: Uint8Array): FaultFile => ({ folder: false, ino, content, durable: undefined, lost: false });

export const newFolder = (ino: bigint): FaultFolder => ({ folder: true, ino, names: new Map(), durableNames: new Map() });

/** A folder and every folder that survives below it. */
export const foldersOf = (folder: FaultFolder): readonly FaultFolder[] => [
  folder,
  ...[...folder.durableNames.values()].flatMap((node) => (node.folder ? foldersOf(node) : [])),
];
