/** `GET /app-config.json`: what differs between stages. */
export interface AppConfig {
  /** The issuer; `fake` where the development server knows everybody. */
  authority: string;
  clientId: string;
  redirectUri?: string;
  scope: string;
  live: { kind: 'appsync' | 'none'; http?: string; realtime?: string };
  logoutUrl?: string;
}

const REMEMBERED = 'coccinelle.config';

/** What the server said the last time, at once; what it says now counts from the next start on. */
export async function readConfig(): Promise<AppConfig> {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered === null) return askForConfig();
  askForConfig().catch(() => undefined);
  return JSON.parse(remembered) as AppConfig;
}

async function askForConfig(): Promise<AppConfig> {
  const response = await fetch('/app-config.json', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const config = (await response.json()) as AppConfig;
  localStorage.setItem(REMEMBERED, JSON.stringify(config));
  return config;
}
