import type { KeyContext } from './key-map.ts';

const NOT_TYPED_INTO = new Set(['checkbox', 'radio', 'range', 'button', 'submit', 'file']);

function isTypedInto(element: Element | null): boolean {
  if (element instanceof HTMLInputElement) return !NOT_TYPED_INTO.has(element.type);
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true;
  return element instanceof HTMLElement && element.isContentEditable;
}

/** What the keyboard stands on right now, read from the document. */
export function keyContext(): KeyContext {
  const focused = document.activeElement;
  return {
    isTyping: isTypedInto(focused),
    isModalOpen: document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null,
    isListFocused: focused === null || focused === document.body || focused.closest('[data-item-list]') === focused,
  };
}
