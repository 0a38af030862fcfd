import {
  ChevronsUp,
  ChevronUp,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleSlash,
  Clock,
  Diamond,
  LoaderCircle,
  type LucideIcon,
  Minus,
  OctagonAlert,
  TriangleAlert,
} from 'lucide-react';
import { inWords } from '../format/value-text.ts';
import type { Tone } from './tone.ts';

/** Colour, shape and word of a level: no level is told by its colour alone. */
export interface Look {
  readonly tone: Tone;
  readonly icon: LucideIcon;
  readonly word: string;
}

const good = { tone: 'good', icon: CircleCheck } as const;
const warn = { tone: 'warn', icon: TriangleAlert } as const;
const bad = { tone: 'bad', icon: OctagonAlert } as const;

/** Words of each scale, in lower case; one with a word of its own is told by that. */
const scales = {
  band: { healthy: good, at_risk: warn, critical: bad, low: good, medium: warn, high: bad },
  severity: { critical: bad, high: warn, medium: { tone: 'info', icon: Diamond }, low: { tone: 'neutral', icon: Circle } },
  priority: { high: { tone: 'bad', icon: ChevronsUp }, medium: { tone: 'warn', icon: ChevronUp }, low: { tone: 'neutral', icon: Minus } },
  execution: {
    requested: { tone: 'info', icon: Clock },
    running: { tone: 'info', icon: LoaderCircle },
    succeeded: { ...good, word: 'Done' },
    failed: bad,
    cancelled: { tone: 'neutral', icon: CircleSlash },
  },
} as const;

/** What is measured: the band of a score, the severity of an alert, the priority of a recommendation, how far an action is. */
export type Scale = keyof typeof scales;

/** How a level looks; one the pages do not know, of a definition of one's own, is neutral and keeps its word. */
export const lookOf = (scale: Scale, level: string | null): Look => {
  if (level === null) return { tone: 'neutral', icon: CircleDashed, word: 'Not known' };
  const known: Readonly<Record<string, Omit<Look, 'word'> & Partial<Look>>> = scales[scale];
  return { word: inWords(level), ...(known[level.toLowerCase()] ?? { tone: 'neutral', icon: Circle }) };
};
