type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;
type Level = (typeof LEVELS)[number];

/**
 * Structured lines for CloudWatch: a code, ids and counts. Never a name, an address or a text: callers pass fields
 * one by one, and an error is logged by its name and code alone, since messages may quote what was sent.
 */
export interface Logger {
  info(code: string, fields?: Fields): void;
  warn(code: string, fields?: Fields): void;
  error(code: string, error: unknown, fields?: Fields): void;
}

export function createLogger(level: string | undefined): Logger {
  const threshold = Math.max(0, LEVELS.indexOf((level ?? 'INFO').toUpperCase() as Level));
  const write = (at: Level, code: string, fields: Fields = {}): void => {
    if (LEVELS.indexOf(at) < threshold) return;
    process.stdout.write(
      `${JSON.stringify({ level: at, code, ...fields, time: new Date().toISOString() })}\n`,
    );
  };
  return {
    info: (code, fields) => write('INFO', code, fields),
    warn: (code, fields) => write('WARN', code, fields),
    error: (code, error, fields) => write('ERROR', code, { ...fields, ...describe(error) }),
  };
}

/** Name, code, the path in what was read, and the place in our code; the message only of errors that we threw ourselves, which hold ids at most. */
function describe(error: unknown): Fields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = placeOf(error);
  const message = error.constructor === Error ? error.message : undefined;
  return { error: error.name, errorCode: code, message, path: pathOf(error), at };
}

/** Where what was read did not fit its schema: names of fields and places in lists, never a value. */
function pathOf(error: Error): string | undefined {
  const [issue] = 'issues' in error && Array.isArray(error.issues) ? (error.issues as unknown[]) : [];
  const path = typeof issue === 'object' && issue !== null && 'path' in issue ? issue.path : undefined;
  return Array.isArray(path) ? path.map(String).join('.') : undefined;
}

/** The first line of the stack behind the message, which may have lines of its own and quote what was read. */
function placeOf({ stack = '', message }: Error): string | undefined {
  const start = stack.indexOf(message);
  if (start === -1) return undefined;
  return /^ +at .+$/m.exec(stack.slice(start + message.length))?.[0].trim();
}
