import type { RouteCommand } from '../../shared/domain/commands.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Logger } from '../../shared/runtime/logger.ts';

/** Thousands of days would fill a disk. */
export const SILENT: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/** The planned message and the attempt that a command is about: `m1.2`. */
export function nameOf({ message, number }: Pick<RouteCommand, 'message' | 'number'>): string {
  return `${plannedName(message)}.${number}`;
}

/** Planned messages go by the names of their people; what answers by itself is none of them. */
export function plannedName({ prospect, automatic }: Message): string {
  return automatic === undefined ? (prospect.name ?? '') : '';
}

/** A command as it travels. */
export function bodyOf(message: object): string {
  return JSON.stringify({ v: 1, ...message });
}

/** What a call gave back, on one line. */
export function short(result: unknown): string {
  const text = typeof result === 'string' ? result : JSON.stringify(result);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
