export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

export function times(ratio: number): string {
  return `${ratio >= 10 ? Math.round(ratio) : ratio >= 2 ? ratio.toFixed(1) : ratio.toFixed(2)} ×`;
}

export function thousands(count: number): string {
  return count.toLocaleString('en');
}

/** Seconds as people say them: `16 min 40 s`, `3 h 28 min`. */
export function durationOf(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

/** What is rendered on a channel. */
export const RENDERED = {
  sms: 'SMS',
  email: 'e-mail in HTML',
  whatsapp: 'WhatsApp text',
} as const;
