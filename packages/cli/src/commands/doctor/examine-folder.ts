import { statfsSync } from 'node:fs';
import { networkDiskName } from '@audit/warehouse';
import { isFolder, isWritable, nearestPath } from '../../folder.ts';
import { byteSize } from '../../output/quantity.ts';
import { doubtful, fine, type Finding, unfit } from './finding.ts';

const scarceBytes = 1_000_000_000;

const diskFinding = (name: string, folder: string, mustBeLocal: boolean): Finding => {
  const { type, bavail, bsize } = statfsSync(folder);
  const network = networkDiskName(type);
  const free = bavail * bsize;
  const detail = `${byteSize(free)} free`;
  if (network !== undefined && mustBeLocal)
    return unfit(`${name} disk`, `${folder} is on ${network}, a network disk, where locks may not hold`, 'use a local disk');
  return free < scarceBytes
    ? doubtful(`${name} disk`, detail, 'free some space: runs write before they remove')
    : fine(`${name} disk`, detail);
};

/** Whether a folder can be written to, on what disk it lies, and how much is free there. */
export const examineFolder = (name: string, folder: string, { mustBeLocal }: { readonly mustBeLocal: boolean }): readonly Finding[] => {
  const there = nearestPath(folder);
  if (!isFolder(there)) return [unfit(name, `${there} is a file`, 'name a folder')];
  const shown = there === folder ? folder : `${folder} (will be made)`;
  const rights = isWritable(there)
    ? fine(name, shown)
    : unfit(name, `${there} cannot be written to`, 'change its rights, or name another folder');
  return [rights, diskFinding(name, there, mustBeLocal)];
};
