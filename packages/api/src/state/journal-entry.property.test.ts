import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakAfter, chained, detailMatches, emptyJournal, type JournalEntry, type JournalHead } from './journal-entry.ts';

const text = fc.string({ maxLength: 12 });
const draft = fc.record({
  subject: fc.constantFrom('action' as const, 'alert' as const),
  id: text,
  customer: text,
  attempt: fc.nat(),
  before: text,
  after: text,
  actor: text,
  request_id: fc.option(text),
  detail: fc.option(fc.record({ note: fc.option(text) })),
});
const at = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString());

const firstBreak = (entries: readonly JournalEntry[]): number => {
  let head: JournalHead = emptyJournal;
  for (const [place, entry] of entries.entries()) {
    if (breakAfter(head, entry) !== undefined) return place;
    head = entry;
  }
  return -1;
};

test('a chain follows itself; whatever is changed, left out or swapped is found at its place, at the latest after it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(draft, at), { minLength: 2, maxLength: 8 }), fc.nat(), fc.nat(), text, (drafts, where, which, other) => {
      const entries: JournalEntry[] = [];
      for (const [one, when] of drafts)
        entries.push(chained(entries.at(-1) ?? emptyJournal, one, one.detail === null ? null : JSON.stringify(one.detail), when));
      expect(firstBreak(entries)).toBe(-1);
      const place = where % entries.length;
      const entry = entries[place]!;
      const names = ['id', 'customer', 'before', 'after', 'actor', 'at', 'request_id'] as const;
      const name = names[which % names.length]!;
      if (entry[name] !== other) expect(firstBreak(entries.with(place, { ...entry, [name]: other }))).toBe(place);
      if (place < entries.length - 1) expect(firstBreak(entries.toSpliced(place, 1))).toBe(place);
      if (place > 0) expect(firstBreak(entries.with(place, entries[place - 1]!).with(place - 1, entry))).toBe(place - 1);
      const [said] = drafts[place]!;
      const detail = said.detail === null ? null : JSON.stringify(said.detail);
      expect([detailMatches(entry, detail), detailMatches(entry, `${detail} `), detailMatches(entry, null)]).toEqual([true, false, true]);
    }),
  );
});
