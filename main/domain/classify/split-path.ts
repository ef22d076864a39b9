export interface PathParts {
  /** Folders from the listed folder down to the file; empty for a file of the folder itself. */
  folders: readonly string[];
  /** File name with extension. */
  base: string;
  /** File name without extension. */
  stem: string;
  /** Lower case, without the dot; '' when there is none. A leading dot does not start an extension. */
  extension: string;
}

/** Takes a relative path with '/' between its parts to pieces. Never throws. */
export function splitPath(relPath: string): PathParts {
  const segments = relPath.split('/').filter((segment) => segment !== '');
  const base = segments.pop() ?? '';
  const dot = base.lastIndexOf('.');
  return dot > 0
    ? { folders: segments, base, stem: base.slice(0, dot), extension: base.slice(dot + 1).toLowerCase() }
    : { folders: segments, base, stem: base, extension: '' };
}
