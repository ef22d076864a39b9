/**
 * Returns the video with a note appended that every demuxer skips, so that copies of one clip differ in bytes, as
 * different films do: a `free` box for MP4 (ISO/IEC 14496-12, 8.1.2), a Void element for Matroska and WebM (RFC 9559).
 * The extension is given with its dot; files of any other kind come back unchanged.
 */
export function markClip(clip: Uint8Array, extension: string, note: string): Uint8Array {
  const text = Buffer.from(note, 'utf8').subarray(0, 4096);
  if (extension === '.mp4' || extension === '.m4v') {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + text.length, 0);
    head.write('free', 4, 'latin1');
    return Buffer.concat([clip, head, text]);
  }
  if (extension === '.mkv' || extension === '.webm') {
    const head = Buffer.from([0xec, 0x40 | (text.length >> 8), text.length & 0xff]);
    return Buffer.concat([clip, head, text]);
  }
  return clip;
}
