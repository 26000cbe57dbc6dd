/** What browsers are given when they ask their push service for an address to be told at. */
export interface PushKey {
  /** A point of P-256 in base64url. Throws when the stage has no such secret. */
  publicPushKey: () => Promise<string>;
}
