import { batchesOf, violationsOf } from './batch-run.ts';
import type { FaultDisk } from './fault-disk.ts';
import { type Fault, FaultFileSystem } from './fault-file-system.ts';
import type { Locker } from '../lake-lock.ts';
import { Lake } from '../lake.ts';

const root = '/srv/lake';
/** In the simulation one process lives at a time, or two race without a lock on purpose. */
const noLock: Locker = async () => async () => {};

export interface SimulatedProcess {
  readonly fs: FaultFileSystem;
  readonly lake: Lake;
}

/** A process that has the lake open; it meets the fault, if any, at one of its calls. */
export const simulatedProcess = (
  disk: FaultDisk,
  options: { readonly fault?: Fault; readonly durable?: boolean; readonly now?: () => Date } = {},
): SimulatedProcess => {
  const fs = new FaultFileSystem(disk, options.fault);
  return {
    fs,
    lake: Lake.open(root, {
      fs,
      durable: options.durable ?? true,
      locker: noLock,
      ...(options.now === undefined ? {} : { now: options.now }),
    }),
  };
};

/** Everything that must hold after any fault, seen by a new process. `promised`: batches some run reported as published. */
export const violationsOnDisk = (
  disk: FaultDisk,
  promised: readonly string[],
  tags: Readonly<Record<string, number>> = {},
): readonly string[] => {
  const { fs, lake } = simulatedProcess(disk);
  const head = lake.head();
  const there = new Set(batchesOf(fs, lake, head));
  const verified = lake.verify();
  return [
    ...promised.filter((batch) => !there.has(batch)).map((batch) => `batch ${batch} was promised and is lost`),
    ...lake.versions().flatMap((version) => violationsOf(fs, lake, lake.at(version))),
    ...Object.entries(tags)
      .filter(([name, version]) => lake.at(name).version !== version)
      .map(([name]) => `tag ${name} moved`),
    ...verified.errors.map((error) => `${error.path}: ${error.reason}`),
  ];
};
