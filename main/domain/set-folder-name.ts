/**
 * The name of a set's folder in Kodi's movie set information folder: characters that some disk refuses become `_`, and the
 * end loses dots and spaces, exactly as Kodi makes it (CUtil::MakeLegalFileName with LEGAL_WIN32_COMPAT, called by
 * CVideoInfoScanner::GetMovieSetInfoFolder; https://kodi.wiki/view/Movie_set_information_folder). Null when nothing is
 * left of the name, or only dots.
 */
export function setFolderName(name: string): string | null {
  const legal = name.replace(/[/\\?:*"<>|]/gu, '_').replace(/[. ]+$/u, '');
  return legal === '' || /^\.+$/u.test(legal) || legal.includes('\u0000') ? null : legal;
}
