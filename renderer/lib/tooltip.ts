import type { Attachment } from 'svelte/attachments';

const OPEN_AFTER_MS = 450;
const GAP_PX = 6;

let bubble: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

function hide(): void {
  clearTimeout(timer);
  bubble?.remove();
  bubble = null;
}

function show(anchor: HTMLElement, text: string): void {
  hide();
  if (text === '' || !anchor.isConnected) return;
  bubble = document.createElement('div');
  bubble.className = 'ui-tooltip';
  bubble.role = 'tooltip';
  bubble.textContent = text;
  (document.querySelector('main') ?? document.body).append(bubble);
  const box = anchor.getBoundingClientRect();
  const own = bubble.getBoundingClientRect();
  const isBelow = box.bottom + GAP_PX + own.height < innerHeight;
  const left = Math.min(Math.max(4, box.left + box.width / 2 - own.width / 2), innerWidth - own.width - 4);
  bubble.style.left = `${Math.round(left)}px`;
  bubble.style.top = `${Math.round(isBelow ? box.bottom + GAP_PX : box.top - GAP_PX - own.height)}px`;
}

/** Shows a short text beside an element while the pointer rests on it or the keyboard focuses it. */
export function tooltip(text: () => string): Attachment<HTMLElement> {
  return (element) => {
    const enter = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => show(element, text()), OPEN_AFTER_MS);
    };
    const focus = (): void => {
      if (element.matches(':focus-visible')) enter();
    };
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('pointerdown', hide);
    element.addEventListener('focus', focus);
    element.addEventListener('blur', hide);
    element.addEventListener('keydown', hide);
    return () => {
      hide();
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('pointerdown', hide);
      element.removeEventListener('focus', focus);
      element.removeEventListener('blur', hide);
      element.removeEventListener('keydown', hide);
    };
  };
}
