/** The database was written by a newer Metarr. It is not opened, read or changed; updating the application helps. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
  readonly code = 'database_newer';
  /** Schema version of the file. */
  readonly found: number;
  /** The newest schema version this build knows. */
  readonly supported: number;

  constructor(found: number, supported: number) {
    super(
      `This library database was written by a newer version of Metarr (schema ${String(found)}, this one knows up to ${String(supported)}). Update Metarr to open it; nothing was changed.`,
    );
    this.found = found;
    this.supported = supported;
  }
}
