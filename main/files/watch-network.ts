import { readFile, statfs } from 'node:fs/promises';
import { sep } from 'node:path';
import { type Mount, parseMounts } from './read-mounts.ts';

/**
 * File systems whose changes by other machines the system does not tell of: NFS, SMB, CIFS, SMB2, 9p, AFS, Ceph, Coda, NCP
 * (`f_type` as in linux/magic.h, https://man7.org/linux/man-pages/man2/statfs.2.html).
 */
const NETWORK_TYPES: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x00c36400, 0x73757245, 0x564c,
]);
/** Of what runs in user space (FUSE) only the mount table tells what it is. */
const FUSE_TYPE = 0x65735546;
const NETWORK_NAMES =
  /^(?:nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|ncpfs|davfs|vboxsf|vmhgfs|drvfs|fuse\.(?:sshfs|rclone|glusterfs|s3fs|davfs2?|curlftpfs|gvfsd-fuse|vmhgfs-fuse|smbnetfs|cephfs|seaweedfs|juicefs|moosefs))$/u;

/** True where changes that others make are not told, so that one has to look again and again. Unknown counts as false. */
export async function isNetworkFolder(folder: string): Promise<boolean> {
  if (process.platform === 'win32') return isUncPath(folder);
  try {
    // 32 bits, of which some systems make a negative number.
    const type = (await statfs(folder)).type >>> 0;
    if (process.platform !== 'linux') return false;
    if (NETWORK_TYPES.has(type)) return true;
    if (type !== FUSE_TYPE) return false;
    return isNetworkMount(await readFile('/proc/self/mountinfo', 'utf8'), folder);
  } catch {
    return false;
  }
}

/** `\\server\share`, also as `\\?\UNC\server\share`. */
export function isUncPath(folder: string): boolean {
  return /^\\\\(?:\?\\UNC\\|(?![?.]\\))/iu.test(folder.replaceAll('/', '\\'));
}

/**
 * Whether the mount that holds a folder is one of the network.
 * @param mounts text of /proc/self/mountinfo (https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html)
 */
export function isNetworkMount(mounts: string, folder: string): boolean {
  let best: Mount | null = null;
  for (const mount of parseMounts(mounts)) {
    const { point } = mount;
    const holds = folder === point || folder.startsWith(point.endsWith(sep) ? point : `${point}${sep}`);
    // Of mounts over one another the last one is seen.
    if (holds && (best === null || point.length >= best.point.length)) best = mount;
  }
  return best !== null && NETWORK_NAMES.test(best.type);
}
