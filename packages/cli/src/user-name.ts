import { userInfo } from 'node:os';

/** Who runs this program. A container's user may have a number only: the machine then has no name for it. */
export const userName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`;
  }
};
