import { z } from 'zod';

/**
 * The closed set of error codes that cross the boundary. Codes decide what a client does; messages inform the person and
 * say what to do. A new code is a change of the contract.
 */
export const ERROR_CODES = [
  'invalid_input',
  'unknown_method',
  'forbidden',
  'not_found',
  'conflict',
  'cancelled',
  'not_available',
  'folder_not_found',
  'folder_not_a_directory',
  'folder_unreadable',
  'folder_empty',
  'folder_inside_library',
  'folder_contains_library',
  'library_offline',
  'image_invalid',
  'image_too_large',
  'nfo_not_xml',
  'changed_on_disk',
  'disk_full',
  'read_only',
  'permission_denied',
  'name_too_long',
  'file_missing',
  'file_busy',
  'damaged',
  'io_error',
  'provider_no_key',
  'provider_refused',
  'provider_unreachable',
  'offline',
  'database_newer',
  'database_damaged',
  'database_missing',
  /** Only what restores or rebuilds the database answers: see `recovery.state`. */
  'recovery_mode',
  'already_running',
  'internal',
] as const;
export const ErrorCode = z.enum(ERROR_CODES);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** An error as it crosses the boundary: a stable code, a sentence for the person, and JSON details for the curious. */
export const WireError = z.object({
  code: ErrorCode,
  message: z.string(),
  details: z.record(z.string(), z.json()).optional(),
});
export type WireError = z.infer<typeof WireError>;
