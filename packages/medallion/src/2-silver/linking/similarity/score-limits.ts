/** Names that differ so are not one, whatever their letters: below every rule's floor. */
export const apartCap = 69;
/** Names that differ so are not one by their names alone: below the floor of the fuzzy rule. */
export const residualCap = 84;
/** One name misspelt is this alike at least. */
export const typoFloor = 90;
/** Skeletons and residual words below it are initials or so short that one letter makes another name. */
export const shortName = 5;
const longWord = 8;

/** Edits that may be a slip of the pen between two rests of names of these lengths; 0 when not even one may. */
export const editsOfTypo = (left: number, right: number, isSharing: boolean): number => {
  const shorter = Math.min(left, right);
  if (shorter >= longWord) return 2;
  return isSharing && shorter >= shortName - 1 && Math.max(left, right) >= shortName ? 1 : 0;
};
