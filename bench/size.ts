/** `small` shows in seconds that a part still runs; its figures say nothing. */
export type Size = 'full' | 'small';
