import { NetworkDisk } from '@audit/contract';
import type { LakeDisk } from './lake-disk.ts';

/** Magic numbers of statfs(2), from the kernel's linux/magic.h and the file systems' own headers. */
const networkTypes: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'Coda'],
  [0x564c, 'NCP'],
  [0x00c36400, 'Ceph'],
  [0x01021997, '9P'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
]);

/** What a network file system is called, by the kernel's magic number; undefined for a local one. */
export const networkDiskName = (diskType: number): string | undefined =>
  // eslint-disable-next-line no-bitwise -- Node gives the number signed on some systems
  networkTypes.get(diskType >>> 0);

/** @throws {@link NetworkDisk} where locks and atomic links may not hold */
export const refuseNetworkDisk = (disk: LakeDisk): void => {
  const name = networkDiskName(disk.fs.diskType(disk.root));
  if (name !== undefined) throw new NetworkDisk(disk.root, name);
};
