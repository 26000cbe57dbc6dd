/** How fast one copy of a function may call its provider. Never fails. */
export interface Pace {
  /** Resolves when it is one's turn: so many a second, one after the other. */
  turn(): Promise<void>;
  rest(milliseconds: number): Promise<void>;
}
