import { StrictEmitter } from './strict.ts';

type ScreenApi = Pick<
  Electron.Screen,
  'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching' | 'getDisplayNearestPoint' | 'getCursorScreenPoint'
>;

const BOUNDS: Electron.Rectangle = { x: 0, y: 0, width: 1920, height: 1080 };
/** The one display less the room a panel would take. */
export const WORK_AREA: Electron.Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };

/** `screen`: one display of 1920 by 1080. */
export class StandinScreen extends StrictEmitter implements ScreenApi {
  constructor() {
    super('screen', ['display-added', 'display-removed', 'display-metrics-changed']);
  }

  getPrimaryDisplay(): Electron.Display {
    return {
      id: 1,
      label: 'Stand-in',
      bounds: { ...BOUNDS },
      workArea: { ...WORK_AREA },
      size: { width: BOUNDS.width, height: BOUNDS.height },
      workAreaSize: { width: WORK_AREA.width, height: WORK_AREA.height },
      scaleFactor: 1,
      rotation: 0,
      internal: false,
    } as Electron.Display;
  }

  getAllDisplays(): Electron.Display[] {
    return [this.getPrimaryDisplay()];
  }

  getDisplayMatching(): Electron.Display {
    return this.getPrimaryDisplay();
  }

  getDisplayNearestPoint(): Electron.Display {
    return this.getPrimaryDisplay();
  }

  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 };
  }
}
