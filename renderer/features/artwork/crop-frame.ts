/** A part of an image in its own pixels, whole numbers. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}
export interface ImageSize {
  width: number;
  height: number;
}
export type Corner = 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

const LEAST_PX = 48;

const within = (value: number, min: number, max: number): number => Math.min(Math.max(value, min), Math.max(min, max));

/** The widest a frame of this shape (width by height) can be in the image, and the narrowest that makes sense. */
export function frameLimits(image: ImageSize, ratio: number): { min: number; max: number } {
  const max = Math.max(1, Math.min(image.width, Math.round(image.height * ratio)));
  return { min: Math.min(LEAST_PX, max), max };
}

function sized(width: number, image: ImageSize, ratio: number): ImageSize {
  const { min, max } = frameLimits(image, ratio);
  const whole = Math.round(within(width, min, max));
  return { width: whole, height: within(Math.round(whole / ratio), 1, image.height) };
}

function placed(size: ImageSize, left: number, top: number, image: ImageSize): Frame {
  return {
    left: within(Math.round(left), 0, image.width - size.width),
    top: within(Math.round(top), 0, image.height - size.height),
    ...size,
  };
}

/** The largest frame of this shape, in the middle. */
export function fitFrame(image: ImageSize, ratio: number): Frame {
  const size = sized(frameLimits(image, ratio).max, image, ratio);
  return placed(size, (image.width - size.width) / 2, (image.height - size.height) / 2, image);
}

/** The frame moved by pixels of the image; its edges hold. */
export function moveFrame(frame: Frame, byX: number, byY: number, image: ImageSize): Frame {
  return placed({ width: frame.width, height: frame.height }, frame.left + byX, frame.top + byY, image);
}

/** The frame in another width, around its middle as far as the image reaches. */
export function scaleFrame(frame: Frame, width: number, image: ImageSize, ratio: number): Frame {
  const size = sized(width, image, ratio);
  const left = frame.left + (frame.width - size.width) / 2;
  const top = frame.top + (frame.height - size.height) / 2;
  return placed(size, left, top, image);
}

/** The frame with one corner dragged to a point of the image; the opposite corner stays where it is. */
export function dragCorner(frame: Frame, corner: Corner, x: number, y: number, image: ImageSize, ratio: number): Frame {
  const isLeft = corner.endsWith('left');
  const isTop = corner.startsWith('top');
  const anchorX = isLeft ? frame.left + frame.width : frame.left;
  const anchorY = isTop ? frame.top + frame.height : frame.top;
  const wanted = Math.max(isLeft ? anchorX - x : x - anchorX, (isTop ? anchorY - y : y - anchorY) * ratio);
  const room = Math.min(isLeft ? anchorX : image.width - anchorX, (isTop ? anchorY : image.height - anchorY) * ratio);
  const size = sized(Math.min(wanted, room), image, ratio);
  return placed(size, isLeft ? anchorX - size.width : anchorX, isTop ? anchorY - size.height : anchorY, image);
}
