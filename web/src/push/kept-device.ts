/** Where it is kept that this device rings, and for whom. */
export const DEVICE = 'coccinelle.device';

/** Without what it takes to ring, which most starts do not need. */
export function isRinging(): boolean {
  return localStorage.getItem(DEVICE) !== null;
}
