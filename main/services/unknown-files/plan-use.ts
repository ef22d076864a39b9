import path from 'node:path';
import type { UnknownFileUse } from '../../../contract/unknown-files.ts';
import { IMAGE_EXTENSIONS } from '../../domain/classify/file-extensions.ts';
import { CoreError } from '../../domain/core-error.ts';
import { unknownUseName } from '../../domain/unknown-use-name.ts';
import type { PlannedMove } from '../../store/file-move.store.ts';
import type { UnknownFileRow } from '../../store/unknown-file.store.ts';
import type { PublishPlace } from '../publish/publish-place.ts';
import type { UnknownFileDependencies } from './unknown-file-dependencies.ts';

/**
 * The renames that make a file what it is to be: its own, and that of the `.sub` which belongs to an `.idx`. Throws
 * `invalid_input` for what it cannot be, saying what it is, `file_missing`, and `conflict` when an image of that name in
 * another format is there already.
 */
export async function planUse(
  pool: UnknownFileDependencies['pool'],
  file: UnknownFileRow,
  place: PublishPlace,
  use: UnknownFileUse,
): Promise<PlannedMove[]> {
  const { folderPath, named: item, profile, names } = place;
  const found = await pool.run('inspectUnknown', {
    filePath: file.filePath,
    folderPath,
    asImage: use.kind === 'artwork',
  });
  if (!found.ok) {
    const { code, message, path: at } = found.error;
    throw new CoreError(code === 'not_found' ? 'file_missing' : code, message, { path: at });
  }
  const { name: stem, ext } = path.parse(file.fileName);
  const extension = ext.slice(1).toLowerCase();
  const { content, folders, image } = found;
  const name = unknownUseName({ use, profile, names, item, stem, extension, content, folders });
  if (!name.ok) throw new CoreError('invalid_input', `${file.fileName} ${name.reason}.`);
  if (image?.ok === false) throw new CoreError('invalid_input', `${file.fileName} cannot be used: ${image.reason}.`);
  const toPath = path.join(folderPath, ...name.relPath.split('/'));
  if (use.kind === 'artwork') refuseOtherFormat(toPath, found.files);
  if (toPath === file.filePath) {
    throw new CoreError('conflict', `${file.fileName} has the name of that use already.`);
  }
  const { libraryId } = file;
  const own = { libraryId, fromPath: file.filePath, toPath, sizeBytes: found.sizeBytes, mtimeMs: found.mtimeMs };
  if (found.partnerPath === null) return [own];
  const [partner] = await pool.run('statFiles', [found.partnerPath]);
  if (partner == null) return [own];
  const partnerTo = `${toPath.slice(0, -path.extname(toPath).length)}${path.extname(found.partnerPath)}`;
  return [own, { libraryId, fromPath: found.partnerPath, toPath: partnerTo, ...partner }];
}

/** "poster.png" beside a new "poster.jpg" would leave it to each player which of them it shows. */
function refuseOtherFormat(toPath: string, files: readonly string[]): void {
  const { dir, name } = path.parse(toPath);
  const same = files.find((other) => {
    const parts = path.parse(other);
    return parts.name.toLowerCase() === name.toLowerCase() && IMAGE_EXTENSIONS.has(parts.ext.slice(1).toLowerCase());
  });
  if (same === undefined || path.join(dir, same) === toPath) return;
  throw new CoreError('conflict', `${same} is there already. Rename or remove it first.`, {
    path: path.join(dir, same),
  });
}
