/** Syllables that make names no real person need bear: 140 first names × 150 family names give 21,000 people. */
const FIRST_HEADS = ['Al', 'Bren', 'Cor', 'Dar', 'El', 'Fen', 'Gal', 'Har', 'Is', 'Jor', 'Kal', 'Lin', 'Mar', 'Nor'];
const FIRST_TAILS = ['a', 'en', 'ia', 'ick', 'is', 'o', 'éa', 'win', 'yn', 'ör'];
const LAST_HEADS = [
  'Ash',
  'Bel',
  'Carr',
  'Dun',
  'Ever',
  'Fal',
  'Grim',
  'Hol',
  'Ing',
  'Kes',
  'Lang',
  'Mor',
  'Quen',
  'Ros',
  'Thorn',
];
const LAST_TAILS = ['bury', 'croft', 'dale', 'ecki', 'ford', 'grave', 'holt', 'insky', 'löv', 'worth'];

const FIRST = FIRST_HEADS.flatMap((head) => FIRST_TAILS.map((tail) => head + tail));
const LAST = LAST_HEADS.flatMap((head) => LAST_TAILS.map((tail) => head + tail));

export const PEOPLE_COUNT = FIRST.length * LAST.length;

/** The name of person `index` (taken modulo PEOPLE_COUNT); each index has a name of its own. */
export function personName(index: number): string {
  const wrapped = index % PEOPLE_COUNT;
  return `${FIRST[wrapped % FIRST.length] ?? ''} ${LAST[Math.floor(wrapped / FIRST.length)] ?? ''}`;
}
