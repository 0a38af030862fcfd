import { Badge } from './badge.tsx';
import { lookOf, type Scale } from './band-look.ts';

interface BandProps {
  readonly scale: Scale;
  /** As the API says it; null where it is not known. */
  readonly level: string | null;
  /** Before the word, such as Churn risk. */
  readonly label?: string;
}

/** A level by colour, shape and word. */
export const Band = ({ scale, level, label }: BandProps) => {
  const { tone, icon, word } = lookOf(scale, level);
  return (
    <Badge tone={tone} icon={icon}>
      {label === undefined ? word : `${label}: ${word.toLowerCase()}`}
    </Badge>
  );
};
