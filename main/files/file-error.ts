export type FileErrorCode =
  | 'disk_full'
  | 'read_only'
  | 'permission_denied'
  | 'file_busy'
  | 'library_offline'
  | 'not_found'
  | 'name_too_long'
  | 'changed_on_disk'
  | 'damaged'
  | 'io_error';

/** A FileError as plain data: an Error's own properties do not survive the way out of a worker thread. */
export interface FileErrorData {
  code: FileErrorCode;
  path: string;
  message: string;
}

/** A failed file operation, with a message that tells the person what to do about it. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: FileErrorCode;
  readonly path: string;

  constructor(code: FileErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.path = path;
  }

  toData(): FileErrorData {
    return { code: this.code, path: this.path, message: this.message };
  }
}

const CODE_BY_ERRNO: Readonly<Record<string, FileErrorCode>> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EROFS: 'read_only',
  EACCES: 'permission_denied',
  EPERM: 'permission_denied',
  EBUSY: 'file_busy',
  ETXTBSY: 'file_busy',
  EAGAIN: 'file_busy',
  ESTALE: 'library_offline',
  ENOTCONN: 'library_offline',
  ENODEV: 'library_offline',
  ENXIO: 'library_offline',
  EHOSTDOWN: 'library_offline',
  EHOSTUNREACH: 'library_offline',
  ENETUNREACH: 'library_offline',
  ETIMEDOUT: 'library_offline',
  ENOENT: 'not_found',
  ENOTDIR: 'not_found',
  ENAMETOOLONG: 'name_too_long',
};

function describe(code: FileErrorCode, path: string, errno: string): string {
  switch (code) {
    case 'disk_full':
      return `There is no space left for ${path}. Free some space on that disk (or raise the quota) and try again.`;
    case 'read_only':
      return `${path} is on a read-only disk. Mount it writable, or turn publishing off for this library.`;
    case 'permission_denied':
      return `Metarr may not access ${path}. Give the account that runs Metarr permission for that folder, or close the program that holds the file open.`;
    case 'file_busy':
      return `${path} is in use by another program. Stop what plays or scans it, then try again.`;
    case 'library_offline':
      return `The disk or network share with ${path} went away (${errno}). Connect it again; what was begun there is then settled by itself.`;
    case 'not_found':
      return `${path} is not there. Check that the disk or network share is connected, then scan the library again.`;
    case 'name_too_long':
      return `The name of ${path} is longer than that disk allows. Shorten the name of the video file or its folder.`;
    case 'changed_on_disk':
      return `${path} changed since it was last read. Scan the item again, then publish.`;
    case 'damaged':
      return `The bytes of ${path} are not the ones expected. Verify the cache and check the disk.`;
    case 'io_error':
      return `${path} could not be read or written (${errno}). Check the disk or the network share and try again.`;
  }
}

/**
 * Turns whatever a file operation threw into a FileError; a FileError passes through unchanged.
 * `path` is the file the person knows about, which may differ from the temporary one that failed.
 */
export function toFileError(error: unknown, path: string): FileError {
  if (error instanceof FileError) return error;
  const errno = errnoOf(error) ?? (error instanceof Error ? error.message : String(error));
  const code = CODE_BY_ERRNO[errno] ?? 'io_error';
  return new FileError(code, path, describe(code, path, errno), { cause: error });
}

/** A FileError made by Metarr's own checks rather than by the system. */
export function fileError(code: FileErrorCode, path: string): FileError {
  return new FileError(code, path, describe(code, path, ''));
}

/** The system's error code (ENOENT …), or null for other errors. */
export function errnoOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
