/** `1204` → `1,204`; works on whole numbers of any length. */
export function thousands(value: number | string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `2 choices`, `1 choice`. */
export function count(value: number, noun: string, plural = `${noun}s`): string {
  return `${thousands(value)} ${value === 1 ? noun : plural}`;
}

const READABLE_DIGITS = 21;

/** A number of playthroughs can have hundreds of digits; beyond what anyone reads, its size is what matters. */
export function huge(digits: string): string {
  if (digits.length <= READABLE_DIGITS) return thousands(digits);
  return `about ${digits[0]}.${digits[1]} × 10^${digits.length - 1}`;
}

export function duration(seconds: number): string {
  if (seconds < 0.05) return 'under 0.1 s';
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${thousands(Math.floor(whole / 60))} min ${whole % 60} s`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** `a`, `a or b`, `a, b or c`. */
export function eitherOf(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items[items.length - 1]}`;
}
