/** A picture beyond these is refused before it is decoded: a few kilobytes can claim gigabytes of pixels. */
export const MAX_SIDE = 30_000;
export const MAX_PIXELS = 268_402_689;
