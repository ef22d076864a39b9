import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';

export interface Mount {
  /** Where it shows, absolute. */
  point: string;
  /** As in `mount -t`: ext4, nfs4, fuse.sshfs … */
  type: string;
}

/** Reads /proc/self/mountinfo, in its order (https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html). */
export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [left, right] = line.split(' - ');
    const point = unescapeMount(left?.split(' ')[4] ?? '');
    return point === '' ? [] : [{ point, type: right?.split(' ')[0] ?? '' }];
  });
}

/** The disks and shares that are mounted below a folder; none where the system has no such table. */
export async function mountsBelow(folder: string): Promise<string[]> {
  const text = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  const stem = folder.endsWith(sep) ? folder : `${folder}${sep}`;
  return parseMounts(text)
    .map(({ point }) => point)
    .filter((point) => point.startsWith(stem));
}

/** Spaces and the like are written as octal numbers. */
function unescapeMount(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/gu, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
