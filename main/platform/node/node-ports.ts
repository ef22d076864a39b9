import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import pino from 'pino';
import type { Logger, Ports, Secrets } from '../ports.ts';
import { createNodeTrash } from './node-trash.ts';

/** Ports for headless mode and the command line. Logs go to stderr, so that stdout stays for results. */
export function createNodePorts(mode: 'headless' | 'cli', dataDir: string): Ports {
  return {
    mode,
    dialogs: { pickFolders: null },
    shell: { showInFolder: null },
    trash: createNodeTrash(),
    clock: { now: () => Date.now() },
    secrets: createKeyFileSecrets(path.join(dataDir, 'secrets.key')),
    logger: createStderrLogger(),
  };
}

/** JSON lines on stderr; METARR_LOG sets the level (default warn). */
export function createStderrLogger(): Logger {
  return pino(
    { base: null, level: process.env['METARR_LOG'] ?? 'warn', serializers: { error: pino.stdSerializers.err } },
    pino.destination({ dest: 2, sync: false }),
  );
}

/**
 * AES-256-GCM with a key in a file that only its owner may read: what can be had where there is no keychain.
 * Format: 12 bytes nonce, 16 bytes tag, cipher text.
 */
export function createKeyFileSecrets(keyFile: string): Secrets {
  let key: Promise<Buffer> | null = null;
  const loadKey = (): Promise<Buffer> => (key ??= readOrCreateKey(keyFile));
  return {
    isProtected: () => Promise.resolve(false),
    encrypt: async (plain) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', await loadKey(), nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    decrypt: async (sealed) => {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', await loadKey(), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}

async function readOrCreateKey(keyFile: string): Promise<Buffer> {
  await mkdir(path.dirname(keyFile), { recursive: true });
  try {
    // "wx" makes the first of two processes win; the other reads what it wrote.
    const file = await open(keyFile, 'wx', 0o600);
    const key = randomBytes(32);
    await file.writeFile(key);
    await file.sync();
    await file.close();
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFile(keyFile);
  }
}
