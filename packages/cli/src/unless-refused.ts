import { isRefusal } from '@audit/contract';

/** What is read, or undefined where it is refused: the step that goes by it says what is wrong, with its report. */
export const unlessRefused = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
};
