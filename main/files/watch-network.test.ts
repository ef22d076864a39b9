import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isNetworkFolder, isNetworkMount, isUncPath } from './watch-network.ts';

const line = (point: string, type: string): string =>
  `36 35 0:43 / ${point} rw,relatime shared:1 - ${type} source rw,user_id=0`;
const MOUNTS = [
  line('/', 'ext4'),
  line('/mnt/nas', 'nfs4'),
  line('/mnt/nas/local', 'ext4'),
  line('/mnt/with\\040space', 'cifs'),
  line('/mnt/pool', 'fuse.mergerfs'),
  line('/mnt/ntfs', 'fuseblk'),
  line('/mnt/ssh', 'fuse.sshfs'),
  line('/mnt/over', 'ext4'),
  line('/mnt/over', 'smb3'),
].join('\n');

describe('what lies on the network', () => {
  it.each([
    ['/films', false],
    ['/mnt/nas', true],
    ['/mnt/nas/films', true],
    ['/mnt/nas2/films', false],
    ['/mnt/nas/local/films', false],
    ['/mnt/with space/films', true],
    ['/mnt/pool/films', false],
    ['/mnt/ntfs', false],
    ['/mnt/ssh/a', true],
    ['/mnt/over/a', true],
  ])('%s: %s', (folder, expected) => {
    expect(isNetworkMount(MOUNTS, folder)).toBe(expected);
  });

  it.each([
    ['\\\\nas\\films', true],
    ['//nas/films', true],
    ['\\\\?\\UNC\\nas\\films', true],
    ['\\\\?\\C:\\films', false],
    ['C:\\films', false],
  ])('%s is a share: %s', (folder, expected) => {
    expect(isUncPath(folder)).toBe(expected);
  });

  it('not the folder for temporary files, nor one that does not exist', async () => {
    expect(await isNetworkFolder(tmpdir())).toBe(false);
    expect(await isNetworkFolder('/no/such/folder')).toBe(false);
  });
});
