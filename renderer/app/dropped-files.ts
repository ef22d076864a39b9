/** What was dropped on the window: folders and plain files apart. */
export interface Dropped {
  folders: File[];
  files: File[];
}

/** Sorts what a drop carries. Must run inside the drop event: the entries are gone afterwards. */
export function droppedFiles(transfer: DataTransfer): Dropped {
  const dropped: Dropped = { folders: [], files: [] };
  for (const item of transfer.items) {
    const file = item.kind === 'file' ? item.getAsFile() : null;
    if (!file) continue;
    const isFolder = item.webkitGetAsEntry()?.isDirectory ?? false;
    dropped[isFolder ? 'folders' : 'files'].push(file);
  }
  return dropped;
}
