/** A Date whose calendar fields are UTC, so that date-fns computes the same on every machine, whatever zone it runs in. */
export class UtcDate extends Date {
  override getFullYear(): number {
    return this.getUTCFullYear();
  }

  override getMonth(): number {
    return this.getUTCMonth();
  }

  override getDate(): number {
    return this.getUTCDate();
  }

  override getDay(): number {
    return this.getUTCDay();
  }

  override setFullYear(year: number, month = this.getUTCMonth(), day = this.getUTCDate()): number {
    return this.setUTCFullYear(year, month, day);
  }

  override setMonth(month: number, day = this.getUTCDate()): number {
    return this.setUTCMonth(month, day);
  }

  override setDate(day: number): number {
    return this.setUTCDate(day);
  }

  override setHours(hours: number, minutes = this.getUTCMinutes(), seconds = this.getUTCSeconds(), ms = this.getUTCMilliseconds()): number {
    return this.setUTCHours(hours, minutes, seconds, ms);
  }
}
