const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en');

/** `950`, `1.2K`, `3.4M`. */
export function formatCompact(count: number): string {
  return compact.format(count);
}

/** `12,345`. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** `1 play`, `2 plays`. */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
