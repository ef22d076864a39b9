import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Settings that keep Kodi quiet, offline and fast, and leave what the NFO says of streams and runtime alone. */
const SETTINGS: Record<string, string> = {
  'services.webserver': 'false',
  'services.esenabled': 'true',
  'services.esallinterfaces': 'false',
  'services.zeroconf': 'false',
  'services.upnp': 'false',
  'services.airplay': 'false',
  'general.addonupdates': '2',
  'general.addonnotifications': 'false',
  'videolibrary.updateonstartup': 'false',
  'videolibrary.backgroundupdate': 'true',
  'videolibrary.actorthumbs': 'true',
  'videolibrary.artworklevel': '0',
  'myvideos.extractflags': 'false',
  'musiclibrary.updateonstartup': 'false',
  'audiooutput.guisoundmode': '0',
  'screensaver.mode': '',
};

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Writes a home directory for a Kodi of its own: settings, its video sources, the JSON-RPC port, and a null sound device
 * (without one Kodi tries for six seconds). Answers the userdata folder.
 * @param setFolder the movie set information folder; null for none
 */
export async function writeKodiHome(
  home: string,
  folders: readonly string[],
  rpcPort: number,
  setFolder: string | null = null,
): Promise<string> {
  const userdata = join(home, '.kodi', 'userdata');
  await mkdir(userdata, { recursive: true });
  await mkdir(join(home, 'run'), { recursive: true, mode: 0o700 });
  const own = setFolder === null ? SETTINGS : { ...SETTINGS, 'videolibrary.moviesetsfolder': `${setFolder}/` };
  const settings = Object.entries(own).map(([id, value]) => `  <setting id="${id}">${xml(value)}</setting>\n`);
  await writeFile(join(userdata, 'guisettings.xml'), `<settings version="2">\n${settings.join('')}</settings>\n`);
  await writeFile(
    join(userdata, 'advancedsettings.xml'),
    `<advancedsettings version="1.0"><loglevel>0</loglevel><splash>false</splash><jsonrpc><tcpport>${String(rpcPort)}</tcpport></jsonrpc></advancedsettings>\n`,
  );
  const sources = folders.map(
    (folder) =>
      `<source><name>${xml(basename(folder))}</name><path pathversion="1">${xml(folder)}/</path><allowsharing>true</allowsharing></source>`,
  );
  await writeFile(
    join(userdata, 'sources.xml'),
    `<sources><video><default pathversion="1"></default>${sources.join('')}</video></sources>\n`,
  );
  await writeFile(join(home, '.asoundrc'), 'pcm.!default { type null }\nctl.!default { type null }\n');
  return userdata;
}
