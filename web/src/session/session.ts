/** Who is at the screen, and the token that says so. */
export interface Session {
  /** The same person each time: what this browser keeps is theirs. */
  subject: string;
  /** Undefined when there is none (yet); never throws. */
  token: () => Promise<string | undefined>;
  /** Another token, without anything on the screen; false when that takes a sign-in. */
  renew: () => Promise<boolean>;
  /** Leaves for the sign-in page and comes back to this address. */
  signIn: () => Promise<void>;
  signOut: () => Promise<void>;
  /** What the identity token says, once known. */
  identity?: { name: string; email?: string };
}

let current: Session | undefined;
const expired = new Set<() => void>();

export function startSession(started: Session): void {
  current = started;
}

/** @throws Error before `startSession`. */
export function session(): Session {
  if (current === undefined) throw new Error('The session has not started');
  return current;
}

/** Tells when the sign-in has run out and cannot be renewed silently. Returns how to stop listening. */
export function onExpired(listener: () => void): () => void {
  expired.add(listener);
  return () => expired.delete(listener);
}

export function reportExpired(): void {
  for (const listener of expired) listener();
}
