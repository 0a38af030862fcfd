/** What is known of all names of a corpus where only some of them are looked at, so that the same pairs come of these as of all. */
export interface KnownNames {
  /** Whether there are so few that all are compared with all. */
  readonly areFew: boolean;
  /** Names whose pairs are asked for, and pairs of two others are not; by default all. */
  readonly asked?: ReadonlySet<string>;
  /** Names in the block of a word. */
  inBlock(word: string): number;
  /** Names in the block of a word that hold another. */
  inPart(word: string, next: string): number;
  /** Latin names that sound so. */
  latinOf(sound: string): number;
}
