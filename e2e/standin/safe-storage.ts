import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VERSION = Buffer.from('v10');

/** `safeStorage`: AES-256-GCM with a key file in the user-data folder, which takes the keyring's place. */
export function createSafeStorage(
  userData: () => string,
  isReady: () => boolean,
  backend: () => string,
): Electron.SafeStorage {
  const key = (): Buffer => {
    if (!isReady()) throw new Error('safeStorage cannot be used before app is ready');
    const file = join(userData(), 'StandinKey');
    try {
      return readFileSync(file);
    } catch {
      mkdirSync(userData(), { recursive: true });
      const made = randomBytes(32);
      writeFileSync(file, made, { mode: 0o600 });
      return made;
    }
  };
  const encrypt = (plainText: string): Buffer => {
    if (typeof plainText !== 'string') throw new TypeError('Error processing argument at index 0, conversion failure');
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key(), nonce);
    const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Buffer.concat([VERSION, nonce, cipher.getAuthTag(), body]);
  };
  const decrypt = (encrypted: Buffer): string => {
    if (!Buffer.isBuffer(encrypted)) throw new Error('Expected the first argument of decryptString() to be a buffer');
    if (!encrypted.subarray(0, 3).equals(VERSION))
      throw new Error(
        'Error while decrypting the ciphertext provided to safeStorage.decryptString. Ciphertext does not appear to be encrypted.',
      );
    const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(3, 15)).setAuthTag(
      encrypted.subarray(15, 31),
    );
    return Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8');
  };
  /* eslint-disable @typescript-eslint/no-deprecated -- what Electron still has, the stand-in has */
  return {
    isEncryptionAvailable: isReady,
    isAsyncEncryptionAvailable: () => Promise.resolve(isReady()),
    encryptString: encrypt,
    decryptString: decrypt,
    encryptStringAsync: async (plainText) => encrypt(await Promise.resolve(plainText)),
    decryptStringAsync: async (encrypted) => ({
      shouldReEncrypt: false,
      result: decrypt(await Promise.resolve(encrypted)),
    }),
    getSelectedStorageBackend: () => (backend() === 'basic' ? 'basic_text' : 'gnome_libsecret'),
    setUsePlainTextEncryption: () => {
      throw new Error('The Electron stand-in has no plain text encryption.');
    },
  };
}
