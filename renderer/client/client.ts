import type { Input, Method, Output } from '../../contract/contract.ts';
import type { EventName, EventPayload } from '../../contract/events.ts';
import type { WireError } from '../../contract/errors.ts';
import { t } from '../messages/t.ts';
import type { Bridge } from './bridge.ts';
import { ContractError } from './contract-error.ts';
import { EventSequence } from './event-sequence.ts';
import { createHttpBridge } from './http-bridge.ts';
import { createWindowBridge, type PreloadApi } from './window-bridge.ts';

declare global {
  interface Window {
    metarr?: PreloadApi;
  }
}

/** The window's way to the core: the preload's bridge on the desktop, HTTP in a browser. */
export const bridge: Bridge = window.metarr
  ? createWindowBridge(window.metarr)
  : createHttpBridge({ offline: t.errors.offline, signedOut: t.errors.signedOut });

type Listener = (payload: never) => void;
const listeners = new Map<EventName, Set<Listener>>();
const resyncListeners = new Set<() => void>();
const sequence = new EventSequence();

/** Has everything that is shown fetched again. */
export function resync(): void {
  for (const listener of resyncListeners) listener();
}

bridge.on((envelope) => {
  if (sequence.isGap(envelope.seq)) resync();
  for (const listener of listeners.get(envelope.name) ?? []) (listener as (payload: unknown) => void)(envelope.payload);
});

bridge.onConnection((connection) => {
  if (connection !== 'connected') return;
  sequence.reset();
  resync();
});

/** Calls one method of the contract. Throws a ContractError when the core refuses. */
export async function call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
  const reply = await bridge.call(method, input);
  if (!reply.ok) throw new ContractError(reply.error);
  return reply.value as Output<M>;
}

/** Listens to one kind of event; answers a function that stops listening. */
export function on<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
  const set = listeners.get(name) ?? new Set<Listener>();
  listeners.set(name, set);
  set.add(listener);
  return () => set.delete(listener);
}

/** Runs when events were missed (a gap, a reconnection): whatever is shown must be fetched again. */
export function onResync(listener: () => void): () => void {
  resyncListeners.add(listener);
  return () => resyncListeners.delete(listener);
}

/** An image that the core has taken into its cache. */
export interface UploadedImage {
  hash: string;
  width: number;
  height: number;
}

/** Hands the bytes of an image to the core (POST /assets). Throws a ContractError when they are no image. */
export async function uploadImage(file: Blob): Promise<UploadedImage> {
  const response = await fetch('/assets', {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
    credentials: 'same-origin',
  });
  const body = (await response.json().catch(() => ({}))) as Partial<UploadedImage> & { error?: WireError };
  if (!response.ok || body.hash === undefined) {
    throw new ContractError(body.error ?? { code: 'image_invalid', message: t.errors.notAnImage });
  }
  return { hash: body.hash, width: body.width ?? 0, height: body.height ?? 0 };
}
