/** What a colour says: always beside a word and a shape. */
export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'neutral';

/** Ink and ground of a tone. */
export const toneClasses: Readonly<Record<Tone, string>> = {
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  info: 'bg-accent-soft text-accent',
  neutral: 'bg-sunken text-muted',
};

/** Ground of a bar or a mark. */
export const toneFill: Readonly<Record<Tone, string>> = {
  good: 'bg-good-fill',
  warn: 'bg-warn-fill',
  bad: 'bg-bad-fill',
  info: 'bg-accent',
  neutral: 'bg-edge',
};
