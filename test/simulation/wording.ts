import type { RouteCommand } from '../../shared/domain/commands.ts';

/** The planned message and the attempt that a command is about: `m1.2`. */
export function nameOf({ message, number }: Pick<RouteCommand, 'message' | 'number'>): string {
  return `${message.prospect.name ?? ''}.${number}`;
}

/** A command as it travels. */
export function bodyOf(message: object): string {
  return JSON.stringify({ v: 1, ...message });
}
