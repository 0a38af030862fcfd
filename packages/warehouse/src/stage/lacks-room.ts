import { DiskFull, OutOfMemory } from '@audit/contract';

/** Whether work failed for want of memory, or of disk to spill to: parts of it may still fit. */
export const lacksRoom = (error: unknown): boolean => error instanceof OutOfMemory || (error instanceof DiskFull && error.spilling);
