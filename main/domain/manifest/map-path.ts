/** A folder that is elsewhere now: what began with `from` begins with `to`. Both absolute, in the spelling of their system. */
export interface PathMapping {
  readonly from: string;
  readonly to: string;
}

/**
 * Where a path is now. The longest mapping that holds it decides; a path that none holds stays as it is. Separators become
 * those of the place it is mapped to.
 */
export function mapPath(path: string, mappings: readonly PathMapping[]): string {
  let best: PathMapping | null = null;
  for (const mapping of mappings) {
    if (holds(mapping.from, path) && (best === null || mapping.from.length > best.from.length)) best = mapping;
  }
  if (best === null) return path;
  const rest = path.slice(trimmed(best.from).length);
  const separator = separatorOf(best.to);
  const own = separatorOf(best.from);
  const moved = own === separator ? rest : rest.split(own).join(separator);
  return `${trimmed(best.to)}${moved}`;
}

function holds(folder: string, path: string): boolean {
  const bare = trimmed(folder);
  return path === bare || (path.startsWith(bare) && path[bare.length] === separatorOf(folder));
}

/** Without the separator at its end. */
function trimmed(folder: string): string {
  return folder.endsWith(separatorOf(folder)) ? folder.slice(0, -1) : folder;
}

/** A drive letter or two backslashes say Windows. */
function separatorOf(path: string): '/' | '\\' {
  return /^[A-Za-z]:\\|^\\\\/.test(path) ? '\\' : '/';
}

/** A JSON text whose strings are mapped as paths, wherever they stand in it. What holds none comes back as it was. */
export function mapJsonPaths(text: string, mappings: readonly PathMapping[]): string {
  const read: unknown = JSON.parse(text);
  const mapped = JSON.stringify(read, (_key, value: unknown) =>
    typeof value === 'string' ? mapPath(value, mappings) : value,
  );
  return mapped === JSON.stringify(read) ? text : mapped;
}
