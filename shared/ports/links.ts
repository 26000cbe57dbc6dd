import type { Link } from '../domain/link.ts';

/**
 * Makes links that only we can make and read: who sees one learns nothing from it and cannot change what it does.
 * The same link has the same token every time, since a provider compares what a repeated attempt sends.
 */
export interface LinkSealer {
  /** The last part of the address, safe in a path. */
  seal: (link: Link) => string;
  /** Undefined for anything that was not sealed here. */
  unseal: (token: string) => Link | undefined;
}

/** @throws Error when the stage has no key for links. */
export type Links = () => Promise<LinkSealer>;
