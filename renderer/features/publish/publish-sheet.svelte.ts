import type { Library } from '../../../contract/libraries.ts';

/** The sheet with the plan of a whole library; it can be asked for from anywhere. */
class PublishSheetState {
  library = $state.raw<Pick<Library, 'id' | 'name'> | null>(null);

  openLibrary({ id, name }: Pick<Library, 'id' | 'name'>): void {
    this.library = { id, name };
  }

  close(): void {
    this.library = null;
  }
}

export const publishSheet = new PublishSheetState();
