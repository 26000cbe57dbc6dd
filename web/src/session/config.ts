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

/** Read from the server; from the last time when there is no network. */
export async function readConfig(): Promise<AppConfig> {
  try {
    const response = await fetch('/app-config.json', { cache: 'no-cache' });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const config = (await response.json()) as AppConfig;
    localStorage.setItem(REMEMBERED, JSON.stringify(config));
    return config;
  } catch (error) {
    const remembered = localStorage.getItem(REMEMBERED);
    if (remembered === null) throw error;
    return JSON.parse(remembered) as AppConfig;
  }
}
