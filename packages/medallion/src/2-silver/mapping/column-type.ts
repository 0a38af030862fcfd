import type { Scalar } from '@audit/contract';

/** How a mapping spells the types a column may have. */
const typeForm = /^(?:text|int64|bool|date|timestamp|float64|decimal\((\d{1,2}), ?(\d{1,2})\))$/;

/** Words to suggest where a type is none. */
export const typeWords = ['text', 'int64', 'decimal(18,2)', 'bool', 'date', 'timestamp', 'float64'] as const;

/** The type a mapping spells, or undefined. */
export const readType = (spelt: string): Scalar | undefined => {
  const match = typeForm.exec(spelt);
  if (match === null) return undefined;
  if (!spelt.startsWith('decimal')) return { kind: spelt as 'text' };
  const [precision, scale] = [Number(match[1]), Number(match[2])];
  // Numbers are read with 20 digits before the point and 16 after it.
  return precision >= 1 && precision <= 36 && scale <= 16 && scale <= precision && precision - scale <= 20
    ? { kind: 'decimal', precision, scale }
    : undefined;
};
