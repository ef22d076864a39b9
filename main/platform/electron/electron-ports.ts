import path from 'node:path';
import { BrowserWindow, dialog, type OpenDialogOptions, safeStorage, shell } from 'electron';
import type { PickPurpose } from '../../../contract/libraries.ts';
import { CoreError } from '../../domain/core-error.ts';
import { createKeyFileSecrets } from '../node/node-ports.ts';
import type { Dialogs, Logger, Ports, Secrets } from '../ports.ts';

/** First byte of what is encrypted: which of the two it was encrypted with. */
const BY_KEYCHAIN = 1;
const BY_KEY_FILE = 2;

/** What the core gets of the desktop. Call it after `ready`: the keychain is not there before. */
export function createElectronPorts(dataDir: string, logger: Logger): Ports {
  return {
    mode: 'desktop',
    dialogs: createDialogs(),
    shell: {
      showInFolder: (target) => {
        shell.showItemInFolder(target);
        return Promise.resolve();
      },
    },
    trash: {
      put: async (target) => {
        try {
          await shell.trashItem(target);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          throw new CoreError(
            'not_available',
            `${target} was not deleted: the system’s trash refused it (${reason}).`,
            {
              path: target,
            },
          );
        }
      },
    },
    clock: { now: () => Date.now() },
    secrets: createSecrets(createKeyFileSecrets(path.join(dataDir, 'secrets.key'))),
    logger,
  };
}

const PICK_OPTIONS: Readonly<Record<PickPurpose, OpenDialogOptions>> = {
  libraries: { title: 'Add Library', buttonLabel: 'Add', properties: ['openDirectory', 'multiSelections'] },
  sets: { title: 'Folder for Collections', buttonLabel: 'Choose', properties: ['openDirectory', 'createDirectory'] },
};

function createDialogs(): Dialogs {
  return {
    pickFolders: async (purpose) => {
      const options = PICK_OPTIONS[purpose];
      const [window] = BrowserWindow.getAllWindows();
      const picked = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
      return picked.canceled ? [] : picked.filePaths;
    },
  };
}

/** The system's keychain where there is one, else the key file, which keeps secrets from other users but no more. */
function createSecrets(keyFile: Secrets): Secrets {
  const hasKeychain = async (): Promise<boolean> => {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    // Linux without a keyring "encrypts" with a password that is the same everywhere.
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  };
  return {
    isProtected: hasKeychain,
    encrypt: async (plain) => {
      if (!(await hasKeychain())) return tagged(BY_KEY_FILE, await keyFile.encrypt(plain));
      return tagged(BY_KEYCHAIN, await safeStorage.encryptStringAsync(plain));
    },
    decrypt: async (cipher) => {
      const body = cipher.subarray(1);
      if (cipher[0] === BY_KEY_FILE) return keyFile.decrypt(body);
      if (cipher[0] !== BY_KEYCHAIN) throw new Error('The secret was not encrypted by Metarr');
      return (await safeStorage.decryptStringAsync(Buffer.from(body))).result;
    },
  };
}

function tagged(kind: number, body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(kind), body]);
}
