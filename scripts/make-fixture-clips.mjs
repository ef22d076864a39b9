// Makes the small clips that the sample library ships (resources/sample/clips) and those only tests need
// (main/media/__fixtures__). Run by hand when one is to change; the results are committed.
// Needs an ffmpeg with libx264, libx265, libvpx, libopus, libmp3lame, libxvid and an AV1 encoder: `node scripts/make-fixture-clips.mjs`
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sample = join(root, 'resources', 'sample', 'clips');
const fixtures = join(root, 'main', 'media', '__fixtures__');
const work = mkdtempSync(join(tmpdir(), 'metarr-clips-'));

/** Same input, same bytes: no encoder versions, dates or random ids in the files. */
const REPRODUCIBLE = words('-map_metadata -1 -map_chapters -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact');

/** Options without spaces in them, as one writes them in a terminal. */
function words(line) {
  return line.split(' ');
}

function ffmpeg(...args) {
  execFileSync('ffmpeg', [...words('-hide_banner -loglevel error -y'), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, SVT_LOG: '1' },
  });
}

/** A plain ground with a bar moving across it: alive to look at, nearly free to encode. */
function picture(size, rate, seconds, ground) {
  const [width, height] = size.split('x').map(Number);
  const bar = 2 * Math.round(width / 64);
  return [
    ...words('-f lavfi -i'),
    `color=c=${ground}:s=${size}:r=${rate}:d=${seconds}`,
    ...words('-f lavfi -i'),
    `color=c=white:s=${bar}x${2 * Math.round(height / 12)}:r=${rate}:d=${seconds}`,
    '-filter_complex',
    `[0][1]overlay=x='mod(t*${Math.round(width / 4)},W)':y=${Math.round(height / 3)}:shortest=1[v]`,
  ];
}

function tone(frequency, seconds) {
  return [...words('-f lavfi -i'), `sine=f=${frequency}:r=48000:d=${seconds}`];
}

function subtitles(name, text, seconds) {
  const path = join(work, name);
  writeFileSync(path, `1\n00:00:00,200 --> 00:00:0${seconds},000\n${text}\n`);
  return path;
}

// 1. What the web shops sell: 1080p H.264, English AAC, an English and a French subtitle.
function h264() {
  ffmpeg(
    ...picture('1920x1080', '24000/1001', 3, '0x1b2a41'),
    ...tone(330, 3),
    '-i',
    subtitles('en.srt', 'A bar crosses the sea.', 3),
    '-i',
    subtitles('fr.srt', 'Une barre traverse la mer.', 3),
    ...words('-map [v] -map 2:a -map 3:s -map 4:s'),
    ...REPRODUCIBLE,
    ...words(
      '-c:v libx264 -preset slow -crf 38 -pix_fmt yuv420p -color_primaries bt709 -color_trc bt709 -colorspace bt709 -c:a aac -b:a 20k -ac 2 -c:s mov_text -metadata:s:a:0 language=eng -metadata:s:s:0 language=eng -metadata:s:s:1 language=fra -movflags +faststart',
    ),
    join(sample, '1080p-h264-aac.mp4'),
  );
}

// 2. A UHD disc: HEVC HDR10, English 5.1, German stereo; full, SDH and forced subtitles.
function hdr10() {
  ffmpeg(
    ...picture('3840x2160', '24000/1001', 2, '0x301a30'),
    ...tone(220, 2),
    ...tone(440, 2),
    '-i',
    subtitles('en2.srt', '[tense music]', 2),
    '-i',
    subtitles('de.srt', 'Nur das Fremde.', 2),
    ...words('-map [v] -map 2:a -map 3:a -map 4:s -map 5:s'),
    ...REPRODUCIBLE,
    ...words(
      '-c:v libx265 -preset medium -crf 50 -pix_fmt yuv420p10le -x265-params log-level=error:info=0:hdr10=1:repeat-headers=1:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:range=limited:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400 -c:a:0 ac3 -ac:a:0 6 -b:a:0 48k -c:a:1 libopus -ac:a:1 1 -b:a:1 8k -c:s srt -metadata:s:a:0 language=eng -metadata:s:a:0',
    ),
    'title=Surround 5.1',
    ...words('-metadata:s:a:1 language=ger -metadata:s:s:0 language=eng -metadata:s:s:0'),
    'title=English (SDH)',
    ...words(
      '-metadata:s:s:1 language=ger -metadata:s:s:1 title=Forced -disposition:a:0 default -disposition:a:1 0 -disposition:s:0 hearing_impaired -disposition:s:1 default+forced',
    ),
    join(sample, '2160p-hevc-hdr10.mkv'),
  );
}

// 3. From a video site: 720p VP9 and Opus, Japanese.
function vp9() {
  ffmpeg(
    ...picture('1280x720', '30', 3, '0x14532d'),
    ...tone(523, 3),
    ...words('-map [v] -map 2:a'),
    ...REPRODUCIBLE,
    ...words(
      '-c:v libvpx-vp9 -crf 50 -b:v 0 -deadline good -cpu-used 4 -c:a libopus -b:a 16k -ac 2 -metadata:s:a:0 language=jpn',
    ),
    join(sample, '720p-vp9-opus.webm'),
  );
}

// 4. A modern encode: 1080p AV1 in scope format, Spanish 5.1 Opus.
function av1() {
  ffmpeg(
    ...picture('1920x804', '24', 3, '0x7c2d12'),
    ...tone(262, 3),
    ...words('-map [v] -map 2:a'),
    ...REPRODUCIBLE,
    ...words(
      '-c:v libsvtav1 -preset 8 -crf 55 -pix_fmt yuv420p10le -c:a libopus -b:a 32k -ac 6 -mapping_family 1 -metadata:s:a:0 language=spa',
    ),
    join(sample, '1080p-av1-opus.mkv'),
  );
}

// 5. A PAL DVD: anamorphic, interlaced MPEG-2, German.
function dvd() {
  ffmpeg(
    ...picture('720x576', '25', 2, '0x334155'),
    ...tone(294, 2),
    ...words('-map [v] -map 2:a'),
    ...REPRODUCIBLE,
    ...words(
      '-aspect 16:9 -c:v mpeg2video -q:v 10 -g 250 -bf 0 -flags:v +ilme+bitexact -field_order tt -c:a mp2 -b:a 8k -ar 22050 -ac 1 -metadata:s:a:0 language=ger',
    ),
    join(sample, '576i-mpeg2-mp2.mkv'),
  );
}

// 6. An old rip: MPEG-4 and MP3, Italian, no subtitles.
function mpeg4() {
  ffmpeg(
    ...picture('640x272', '25', 4, '0x3f3f46'),
    ...tone(392, 4),
    ...words('-map [v] -map 2:a'),
    ...REPRODUCIBLE,
    ...words('-c:v libxvid -q:v 10 -g 250 -c:a libmp3lame -b:a 16k -ar 22050 -ac 1 -metadata:s:a:0 language=ita'),
    join(sample, '480p-mpeg4-mp3.mkv'),
  );
}

// Containers and signals the sample library does not have.
function transportStream() {
  ffmpeg(
    ...picture('720x576', '25', 1, '0x334155'),
    ...tone(294, 1),
    ...tone(494, 1),
    ...words('-map [v] -map 2:a -map 3:a'),
    ...REPRODUCIBLE,
    ...words(
      '-aspect 16:9 -c:v mpeg2video -q:v 20 -g 250 -flags:v +ilme+ildct+bitexact -field_order tt -c:a mp2 -b:a 32k -ac 1 -metadata:s:a:0 language=ger -metadata:s:a:1 language=fre -muxrate 0',
    ),
    join(fixtures, 'mpeg2.ts'),
  );
}

function avi() {
  ffmpeg(
    ...picture('640x272', '25', 2, '0x3f3f46'),
    ...tone(392, 2),
    ...words('-map [v] -map 2:a'),
    ...REPRODUCIBLE,
    ...words('-c:v libxvid -q:v 10 -flags:v +ilme+ildct+bitexact -c:a libmp3lame -b:a 16k -ar 22050 -ac 1'),
    join(fixtures, 'xvid.avi'),
  );
}

function withCover() {
  const cover = join(work, 'cover.jpg');
  ffmpeg(...words('-f lavfi -i color=c=red:s=200x300:d=1 -frames:v 1 -bitexact'), cover);
  ffmpeg(
    ...picture('640x360', '25', 1, '0x3f3f46'),
    '-map',
    '[v]',
    ...REPRODUCIBLE,
    ...words('-c:v libx264 -crf 40 -pix_fmt yuv420p -attach'),
    cover,
    ...words('-metadata:s:t:0 mimetype=image/jpeg -metadata:s:t:0 filename=cover.jpg'),
    join(fixtures, 'cover.mkv'),
  );
}

const HDR_X265 =
  'log-level=error:info=0:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:range=limited:bframes=0';

function hevcStream(extra = '') {
  const path = join(work, 'raw.hevc');
  ffmpeg(
    ...picture('640x360', '24', 1, '0x301a30'),
    ...words('-map [v] -c:v libx265 -preset fast -crf 40 -pix_fmt yuv420p10le -x265-params'),
    HDR_X265 + extra,
    '-f',
    'hevc',
    path,
  );
  return path;
}

/** HDR10+ is a message in the pictures themselves (SMPTE ST 2094-40 in ITU-T T.35), so one is put before the first picture. */
function hdr10plus() {
  const stream = readFileSync(hevcStream());
  const bits = [];
  const put = (value, count) => {
    for (let bit = count - 1; bit >= 0; bit--) bits.push(Math.floor(value / 2 ** bit) % 2);
  };
  put(0xb5, 8); // United States
  put(0x003c, 16); // Samsung
  put(1, 16);
  put(4, 8); // application 4: ST 2094-40
  put(1, 8);
  put(1, 2); // one window
  put(400, 27); // target display's peak, nits
  put(0, 1);
  for (const maxscl of [12000, 10500, 9000]) put(maxscl, 17);
  put(850, 17);
  put(9, 4);
  for (const [percentage, value] of [
    [1, 12],
    [5, 7800],
    [10, 95],
    [25, 310],
    [50, 800],
    [75, 1500],
    [90, 3300],
    [95, 6000],
    [99, 9000],
  ]) {
    put(percentage, 7);
    put(value, 17);
  }
  put(0, 10);
  put(0, 1);
  put(0, 1); // no tone mapping curve
  put(0, 1);
  while (bits.length % 8 !== 0) bits.push(0);
  const message = [];
  for (let i = 0; i < bits.length; i += 8) message.push(parseInt(bits.slice(i, i + 8).join(''), 2));
  const payload = [];
  for (const byte of [4, message.length, ...message, 0x80]) {
    if (byte <= 3 && payload.at(-1) === 0 && payload.at(-2) === 0) payload.push(3);
    payload.push(byte);
  }
  const nal = Buffer.from([0, 0, 0, 1, 39 << 1, 1, ...payload]);
  // Before the first picture (NAL types 0-31); what comes earlier are parameter sets.
  let at = 0;
  for (; at < stream.length; at++) {
    if (stream.readUIntBE(at, 3) === 1 && ((stream[at + 3] >> 1) & 0x3f) < 32) break;
  }
  if (stream[at - 1] === 0) at--;
  const raw = join(work, 'plus.hevc');
  writeFileSync(raw, Buffer.concat([stream.subarray(0, at), nal, stream.subarray(at)]));
  ffmpeg(
    '-fflags',
    '+genpts',
    '-r',
    '24',
    '-f',
    'hevc',
    '-i',
    raw,
    '-c',
    'copy',
    ...REPRODUCIBLE,
    join(fixtures, 'hdr10plus.mkv'),
  );
}

/** Dolby Vision is signalled by a box in the MP4's description of the stream; profile 8.1 on an HDR10 base. */
function dolbyVision() {
  const plain = join(work, 'plain.mp4');
  ffmpeg(
    '-fflags',
    '+genpts',
    '-r',
    '24',
    '-f',
    'hevc',
    '-i',
    hevcStream(),
    '-c',
    'copy',
    '-tag:v',
    'hvc1',
    ...REPRODUCIBLE,
    plain,
  );
  const file = readFileSync(plain);
  const config = Buffer.alloc(32);
  config.writeUInt32BE(32, 0);
  config.write('dvvC', 4, 'latin1');
  config[8] = 1; // version 1.0
  config.writeUInt16BE((8 << 9) | (1 << 3) | (1 << 2) | 1, 10); // profile 8, level 1, reference data and base layer present
  config[12] = 1 << 4; // base layer is HDR10
  // The moov box is the last one, so only the sizes of the boxes around the new one change.
  const parents = [];
  let at = 0;
  let end = file.length;
  for (const [name, header] of [
    ['moov', 8],
    ['trak', 8],
    ['mdia', 8],
    ['minf', 8],
    ['stbl', 8],
    ['stsd', 16],
    ['hvc1', 86],
  ]) {
    while (at < end && file.toString('latin1', at + 4, at + 8) !== name) at += file.readUInt32BE(at);
    if (at >= end) throw new Error(`No ${name} box`);
    parents.push(at);
    end = at + file.readUInt32BE(at);
    at += header;
  }
  for (const parent of parents) file.writeUInt32BE(file.readUInt32BE(parent) + config.length, parent);
  writeFileSync(join(fixtures, 'dolby-vision.mp4'), Buffer.concat([file.subarray(0, end), config, file.subarray(end)]));
}

function broken() {
  const whole = join(work, 'whole.mp4');
  ffmpeg(
    ...picture('640x360', '25', 1, '0x3f3f46'),
    '-map',
    '[v]',
    ...REPRODUCIBLE,
    '-c:v',
    'libx264',
    '-crf',
    '40',
    '-pix_fmt',
    'yuv420p',
    whole,
  );
  const bytes = readFileSync(whole);
  writeFileSync(join(fixtures, 'truncated.mp4'), bytes.subarray(0, Math.floor(bytes.length / 2)));
  writeFileSync(join(fixtures, 'not-a-video.mkv'), 'This text pretends to be a video.\n'.repeat(20));
}

mkdirSync(sample, { recursive: true });
mkdirSync(fixtures, { recursive: true });
try {
  for (const make of [
    h264,
    hdr10,
    vp9,
    av1,
    dvd,
    mpeg4,
    transportStream,
    avi,
    withCover,
    hdr10plus,
    dolbyVision,
    broken,
  ])
    make();
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const [folder, limit] of [
  [sample, 30 * 1024],
  [fixtures, 60 * 1024],
]) {
  for (const line of execFileSync('ls', [folder], { encoding: 'utf8' }).trim().split('\n')) {
    const sizeBytes = statSync(join(folder, line)).size;
    console.log(`${sizeBytes > limit ? 'TOO LARGE ' : ''}${line} ${sizeBytes}`);
  }
}
