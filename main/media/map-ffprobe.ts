import type { MeasuredStreams } from '../domain/streams.ts';
import type { FfprobeDocument } from './ffprobe-document.ts';
import { dynamicRange } from './hdr-type.ts';
import { mapAudio } from './map-audio.ts';
import { mapSubtitle } from './map-subtitle.ts';
import { mapVideo } from './map-video.ts';
import { mainPicture, movingPictures } from './moving-pictures.ts';

/**
 * The streams of a file in the schema's terms, from ffprobe's document. Covers, attachments and data are left out.
 * @param document what `-show_format -show_streams` printed
 * @param isHdr10Plus the first frame carries HDR10+'s metadata, which is in no stream's description (see mayBeHdr10Plus)
 */
export function mapFfprobe(document: FfprobeDocument, isHdr10Plus = false): MeasuredStreams {
  const streams = document.streams ?? [];
  const pictures = movingPictures(streams);
  const main = mainPicture(pictures);
  return {
    video: main === null ? null : mapVideo(document, main, pictures, isHdr10Plus),
    audio: streams.filter((stream) => stream.codec_type === 'audio').map((stream) => mapAudio(document, stream)),
    subtitles: streams.filter((stream) => stream.codec_type === 'subtitle').map(mapSubtitle),
  };
}

/** The index of the stream whose first frame has to be read to tell HDR10+ from HDR10; null when it cannot be either. */
export function mayBeHdr10Plus(document: FfprobeDocument): number | null {
  const pictures = movingPictures(document.streams ?? []);
  const main = mainPicture(pictures);
  return main !== null && dynamicRange(main, pictures, false).hdrType === 'HDR10' ? main.index : null;
}
