import type { Attachment } from 'svelte/attachments';

interface FileDrop {
  /** A drag with files is over the element, or no longer. */
  onOver: (isOver: boolean) => void;
  onDrop: (files: File[]) => void;
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Lets files be dropped on an element; the window around it leaves a drop alone that was taken here. */
export function fileDrop({ onOver, onDrop }: FileDrop): Attachment<HTMLElement> {
  return (element) => {
    const moved = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      onOver(true);
    };
    const left = (event: DragEvent): void => {
      if (event.relatedTarget instanceof Node && element.contains(event.relatedTarget)) return;
      onOver(false);
    };
    const dropped = (event: DragEvent): void => {
      onOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      onDrop([...(event.dataTransfer?.files ?? [])]);
    };
    element.addEventListener('dragenter', moved);
    element.addEventListener('dragover', moved);
    element.addEventListener('dragleave', left);
    element.addEventListener('drop', dropped);
    return () => {
      element.removeEventListener('dragenter', moved);
      element.removeEventListener('dragover', moved);
      element.removeEventListener('dragleave', left);
      element.removeEventListener('drop', dropped);
    };
  };
}
