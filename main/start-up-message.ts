/** Why Metarr could not start, in words for the person. The classes tell by `code`; an unknown error tells its own. */
export function startUpMessage(error: unknown): string {
  const { code } = error as { code?: string };
  const message = error instanceof Error ? error.message : String(error);
  switch (code) {
    case 'EADDRINUSE':
      return 'This port is taken by another program. Choose another with --port.';
    case 'EACCES':
      return `Metarr may not use this address or folder (${message}).`;
    case 'database_damaged':
    case 'database_missing':
      return `${message} Open Metarr, or see “metarr backup list” and “metarr backup restore NAME”.`;
    default:
      return message;
  }
}
