/** Lists that are put in order, and numbers that are stepped. */
export const order = {
  add: 'Add…',
  addShort: 'Add',
  up: (name: string) => `Move ${name} up`,
  down: (name: string) => `Move ${name} down`,
  remove: (name: string) => `Remove ${name}`,
  moved: (name: string, position: number, count: number) => `${name} is now ${position} of ${count}.`,
  removed: (name: string) => `${name} removed.`,
  howMany: (name: string) => `How many: ${name}`,
  more: (name: string) => `More: ${name}`,
  fewer: (name: string) => `Fewer: ${name}`,
};
