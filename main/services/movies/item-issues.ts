import type { ItemIssue } from '../../../contract/movies.ts';
import { filesOf } from '../../store/media-file.store.ts';
import { getMovie, updateMovie } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';

const UNREADABLE_VIDEO = 'video_unreadable';

/** Keeps an item's problems: those of the scan, and the videos that ffprobe could not read. */
export function setItemIssues(db: WriteDb, movieId: number, fromScan: readonly ItemIssue[]): void {
  const unreadable = filesOf(db, movieId)
    .filter((file) => file.probeState === 'failed')
    .map((file) => ({
      code: UNREADABLE_VIDEO,
      message: `This video cannot be read: ${file.probeError ?? 'unknown reason'}.`,
      path: file.filePath,
    }));
  const text = JSON.stringify([...fromScan.filter((issue) => issue.code !== UNREADABLE_VIDEO), ...unreadable]);
  if (getMovie(db, movieId)?.scan_issues !== text) updateMovie(db, movieId, { scan_issues: text });
}

/** After a probe: the scan's problems stay, the videos are judged again. */
export function refreshItemIssues(db: WriteDb, movieId: number): void {
  const movie = getMovie(db, movieId);
  if (movie !== null) setItemIssues(db, movieId, JSON.parse(movie.scan_issues) as ItemIssue[]);
}
