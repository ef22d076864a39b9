/** A title as a name of a file or folder, without what Windows forbids there. */
export function sampleName(title: string): string {
  return title
    .replace(/\s*:\s+/g, ' - ')
    .replace(/[<>:"/\\|?*]/g, '')
    .replace(/[. ]+$/, '');
}
