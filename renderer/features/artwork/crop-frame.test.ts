import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Corner, dragCorner, fitFrame, type Frame, moveFrame, scaleFrame } from './crop-frame.ts';

const CORNERS: readonly Corner[] = ['top-left', 'top-right', 'bottom-left', 'bottom-right'];

describe('fitFrame', () => {
  it.each([
    [{ width: 1920, height: 1080 }, 2 / 3, { left: 600, top: 0, width: 720, height: 1080 }],
    [{ width: 1000, height: 1500 }, 16 / 9, { left: 0, top: 469, width: 1000, height: 563 }],
    [{ width: 1000, height: 1000 }, 1, { left: 0, top: 0, width: 1000, height: 1000 }],
  ])('is the largest in the middle of %o', (image, ratio, frame) => expect(fitFrame(image, ratio)).toEqual(frame));
});

describe('moving and resizing', () => {
  const image = { width: 1920, height: 1080 };
  const ratio = 2 / 3;
  const frame = fitFrame(image, ratio);

  it('stops at the edges', () => {
    expect(moveFrame(frame, -5000, 40, image)).toEqual({ ...frame, left: 0 });
    expect(moveFrame(frame, 5000, 0, image).left).toBe(1200);
  });

  it('keeps the middle, and the opposite corner', () => {
    expect(scaleFrame(frame, 360, image, ratio)).toEqual({ left: 780, top: 270, width: 360, height: 540 });
    const dragged = dragCorner(frame, 'top-left', 900, 500, image, ratio);
    expect([dragged.left + dragged.width, dragged.top + dragged.height]).toEqual([1320, 1080]);
  });
});

describe('whatever is done to it, the frame', () => {
  const size = fc.record({ width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }) });
  const step = fc.record({
    kind: fc.constantFrom('move', 'scale', 'drag'),
    corner: fc.constantFrom(...CORNERS),
    x: fc.integer({ min: -10_000, max: 20_000 }),
    y: fc.integer({ min: -10_000, max: 20_000 }),
  });

  it('stays inside the image and in its shape', () => {
    fc.assert(
      fc.property(
        size,
        fc.constantFrom(2 / 3, 16 / 9, 1000 / 185, 1),
        fc.array(step, { maxLength: 12 }),
        (image, ratio, steps) => {
          let frame: Frame = fitFrame(image, ratio);
          for (const { kind, corner, x, y } of steps) {
            if (kind === 'move') frame = moveFrame(frame, x, y, image);
            else if (kind === 'scale') frame = scaleFrame(frame, x, image, ratio);
            else frame = dragCorner(frame, corner, x, y, image, ratio);
          }
          for (const value of Object.values(frame)) expect(Number.isInteger(value)).toBe(true);
          expect(Math.min(frame.left, frame.top)).toBeGreaterThanOrEqual(0);
          expect(Math.min(frame.width, frame.height)).toBeGreaterThanOrEqual(1);
          expect(frame.left + frame.width).toBeLessThanOrEqual(image.width);
          expect(frame.top + frame.height).toBeLessThanOrEqual(image.height);
          expect(Math.abs(frame.height - frame.width / ratio)).toBeLessThanOrEqual(1 + 1 / ratio);
        },
      ),
    );
  });
});
