/** What a toast says and offers. */
export interface ToastInput {
  message: string;
  tone?: 'plain' | 'ok' | 'warn' | 'danger';
  details?: string | undefined;
  action?: { label: string; run: () => void | Promise<void> } | undefined;
  /** True when the action takes back what was done, so that the undo key may run it. */
  isUndo?: boolean;
  /** Milliseconds; null keeps it until it is closed. */
  timeoutMs?: number | null;
}
export interface Toast extends ToastInput {
  id: number;
}

const DEFAULT_TIMEOUT_MS = 8000;

/** The few messages at the foot of the window. */
class Toasts {
  list = $state.raw<Toast[]>([]);
  #nextId = 1;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(input: ToastInput): number {
    const id = this.#nextId++;
    this.list = [...this.list.slice(-2), { ...input, id }];
    this.#arm(id, input.timeoutMs);
    return id;
  }

  close(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Keeps every toast while the pointer or the focus rests on them. */
  hold(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  release(): void {
    for (const toast of this.list) this.#arm(toast.id, toast.timeoutMs);
  }

  runAction(toast: Toast): void {
    this.close(toast.id);
    void toast.action?.run();
  }

  /** Runs the newest offer to undo; false when there is none. */
  undoNewest(): boolean {
    const toast = this.list.findLast((candidate) => candidate.isUndo && candidate.action);
    if (!toast) return false;
    this.runAction(toast);
    return true;
  }

  #arm(id: number, timeoutMs: number | null | undefined): void {
    clearTimeout(this.#timers.get(id));
    if (timeoutMs === null) return;
    this.#timers.set(
      id,
      setTimeout(() => this.close(id), timeoutMs ?? DEFAULT_TIMEOUT_MS),
    );
  }
}

export const toasts = new Toasts();
