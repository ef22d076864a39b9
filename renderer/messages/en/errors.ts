export const errors = {
  offline: 'Metarr does not answer. Check that it is still running, then try again.',
  signedOut: 'You are signed out.',
  unexpected: 'Something went wrong that Metarr did not expect. Try again; if it stays, restart Metarr.',
  notAnImage: 'This file is not an image that Metarr can read. Use a JPEG, PNG or WebP file.',
  viewFailed: 'This view stopped working',
  viewFailedText: 'The rest of Metarr is fine and nothing was lost. Open the view again to go on.',
  reopen: 'Open again',
  details: 'Details',
  retry: 'Try again',
  loadFailed: 'This could not be loaded',
};
