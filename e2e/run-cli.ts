import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/main/cli.js', import.meta.url));

/**
 * Runs a command of Metarr on a data directory of its own and answers its JSON lines. A publication that refuses some items
 * ends with 1 and still answers; what answers nothing throws.
 */
export async function runCli(dataDir: string, ...args: string[]): Promise<unknown[]> {
  const output = await new Promise<string>((resolve, reject) => {
    const command = [cli, ...args, '--data-dir', dataDir];
    execFile(process.execPath, command, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout.trim() === '')
        reject(new Error(`metarr ${args.join(' ')} printed nothing: ${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}
