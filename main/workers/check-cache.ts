import { hashFile } from '../files/hash-file.ts';

/** Re-reads cached files. Answers those that are gone or whose bytes are no longer what their name says. */
export function checkCache(
  files: { hash: string; filePath: string }[],
): { hash: string; filePath: string; problem: 'missing' | 'damaged' }[] {
  const problems: { hash: string; filePath: string; problem: 'missing' | 'damaged' }[] = [];
  for (const file of files) {
    try {
      if (hashFile(file.filePath) !== file.hash) problems.push({ ...file, problem: 'damaged' });
    } catch {
      problems.push({ ...file, problem: 'missing' });
    }
  }
  return problems;
}
