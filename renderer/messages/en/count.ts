const number = new Intl.NumberFormat('en');
const plural = new Intl.PluralRules('en');

/** A whole number with its separators: 1284 becomes "1,284". */
export function formatCount(value: number): string {
  return number.format(value);
}

/** "1 film", "1,284 films". */
export function counted(value: number, one: string, other: string): string {
  return `${formatCount(value)} ${plural.select(value) === 'one' ? one : other}`;
}
