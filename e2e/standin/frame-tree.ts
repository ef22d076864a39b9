import type { CdpSession } from './cdp.ts';
import type { CustomSchemes } from './custom-schemes.ts';

type FrameApi = Pick<
  Electron.WebFrameMain,
  | 'url'
  | 'origin'
  | 'name'
  | 'parent'
  | 'top'
  | 'frames'
  | 'framesInSubtree'
  | 'detached'
  | 'isDestroyed'
  | 'frameTreeNodeId'
>;

interface FramePayload {
  id: string;
  parentId?: string;
  url: string;
  urlFragment?: string;
  name?: string;
  securityOrigin: string;
}

interface ContextPayload {
  id: number;
  origin: string;
  name: string;
  auxData: { frameId: string; isDefault: boolean };
}

let lastNodeId = 0;

/** One frame of a page, as `event.senderFrame` shows it. */
export class StandinFrame implements FrameApi {
  readonly frameTreeNodeId = ++lastNodeId;
  readonly id: string;
  url = '';
  origin = 'null';
  name = '';
  detached = false;
  private readonly parentId: string | undefined;
  private readonly tree: FrameTree;

  constructor(tree: FrameTree, id: string, parentId: string | undefined) {
    this.tree = tree;
    this.id = id;
    this.parentId = parentId;
  }

  isDestroyed(): boolean {
    return this.detached;
  }

  get parent(): Electron.WebFrameMain | null {
    return this.parentId === undefined ? null : this.tree.asApi(this.parentId);
  }

  get top(): Electron.WebFrameMain | null {
    return this.parentId === undefined ? this.tree.asApi(this.id) : (this.parent?.top ?? null);
  }

  get frames(): Electron.WebFrameMain[] {
    return this.tree.childrenOf(this.id);
  }

  get framesInSubtree(): Electron.WebFrameMain[] {
    return [this.tree.asApi(this.id), ...this.frames.flatMap((frame) => frame.framesInSubtree)].filter(
      (frame) => frame !== null,
    );
  }

  hasParent(parentId: string): boolean {
    return this.parentId === parentId;
  }
}

/** The frames and script contexts of one page, kept from DevTools events. */
export class FrameTree {
  readonly frames = new Map<string, StandinFrame>();
  mainFrameId = '';
  private readonly contexts = new Map<number, { frameId: string; world: string }>();
  private readonly schemes: CustomSchemes;
  private readonly wrap: (frame: StandinFrame) => Electron.WebFrameMain;
  private readonly wrapped = new Map<string, Electron.WebFrameMain>();

  constructor(schemes: CustomSchemes, wrap: (frame: StandinFrame) => Electron.WebFrameMain) {
    this.schemes = schemes;
    this.wrap = wrap;
  }

  async start(session: CdpSession): Promise<void> {
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      this.frameOf(String(frameId), String(parentFrameId));
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      this.navigated(frame as FramePayload);
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      this.frameOf(String(frameId)).url = this.schemes.toApp(String(url));
    });
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'swap') return;
      const frame = this.frames.get(String(frameId));
      if (frame) frame.detached = true;
      this.frames.delete(String(frameId));
      this.wrapped.delete(String(frameId));
    });
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { id, origin, name, auxData } = context as ContextPayload;
      this.contexts.set(id, { frameId: auxData.frameId, world: name });
      this.frameOf(auxData.frameId).origin = this.originOf(origin);
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.contexts.delete(executionContextId as number);
    });
    session.on('Runtime.executionContextsCleared', () => {
      this.contexts.clear();
    });
    const { frameTree } = await session.send<{ frameTree: { frame: FramePayload } }>('Page.getFrameTree');
    this.mainFrameId = frameTree.frame.id;
    this.navigated(frameTree.frame);
  }

  /** The frame that a script context belongs to, or null once that document is gone. */
  frameOfContext(contextId: number): StandinFrame | null {
    const context = this.contexts.get(contextId);
    return context ? (this.frames.get(context.frameId) ?? null) : null;
  }

  /** The context of an isolated world in the main frame, if its document has one. */
  mainFrameContext(world: string): number | null {
    let found: number | null = null;
    for (const [id, context] of this.contexts) {
      if (context.frameId === this.mainFrameId && context.world === world) found = id;
    }
    return found;
  }

  asApi(frameId: string): Electron.WebFrameMain | null {
    const frame = this.frames.get(frameId);
    if (!frame) return null;
    const known = this.wrapped.get(frameId);
    if (known) return known;
    const made = this.wrap(frame);
    this.wrapped.set(frameId, made);
    return made;
  }

  childrenOf(frameId: string): Electron.WebFrameMain[] {
    return [...this.frames.values()]
      .filter((frame) => frame.hasParent(frameId))
      .map((frame) => this.asApi(frame.id))
      .filter((frame) => frame !== null);
  }

  private navigated(payload: FramePayload): void {
    const frame = this.frameOf(payload.id, payload.parentId);
    frame.url = this.schemes.toApp(payload.url + (payload.urlFragment ?? ''));
    frame.name = payload.name ?? '';
    frame.origin = this.originOf(payload.securityOrigin);
  }

  private originOf(origin: string): string {
    return origin === '://' || origin === '' ? 'null' : this.schemes.toApp(origin);
  }

  private frameOf(id: string, parentId?: string): StandinFrame {
    let frame = this.frames.get(id);
    if (!frame) {
      frame = new StandinFrame(this, id, parentId);
      this.frames.set(id, frame);
    }
    return frame;
  }
}
