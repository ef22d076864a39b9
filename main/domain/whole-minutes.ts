/** Seconds as minutes. Less than one is no running time that anybody wants to read. */
export function wholeMinutes(durationSeconds: number | null): number | null {
  return durationSeconds === null || durationSeconds < 60 ? null : Math.round(durationSeconds / 60);
}
