import { isCurrency, isDay, type IsoDate, knownCurrencies, remedyFor, UsageError } from '@audit/contract';

/** A code of ISO 4217, in capitals. @throws {@link UsageError} naming the nearest one */
export const currencyFlag = (flag: string, text: string): string => {
  const code = text.trim().toUpperCase();
  if (isCurrency(code)) return code;
  const remedy = remedyFor(code, knownCurrencies, 'give a code of ISO 4217, such as EUR');
  throw new UsageError(`${flag} is "${text.slice(0, 20)}", no currency`, remedy);
};

/** A day of the calendar, and one that another follows: days are half-open intervals. @throws {@link UsageError} */
export const dateFlag = (flag: string, text: string): IsoDate => {
  const fault = !isDay(text) ? 'no date' : text === '9999-12-31' ? 'after which no day comes' : undefined;
  if (fault !== undefined) throw new UsageError(`${flag} is "${text.slice(0, 20)}", ${fault}`, 'give one such as 2024-02-29');
  return text as IsoDate;
};
