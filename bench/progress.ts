/** Says on stderr what is being measured: stdout is for the figures. */
export function progress(what: string): void {
  process.stderr.write(`${what}\n`);
}
