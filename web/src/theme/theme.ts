export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const REMEMBERED = 'coccinelle.theme';

export function chosenTheme(): Theme {
  return THEMES.find((theme) => theme === localStorage.getItem(REMEMBERED)) ?? 'system';
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(REMEMBERED, theme);
  applyTheme();
}

/** The style sheets ask `data-theme`, else the system. */
export function applyTheme(): void {
  const theme = chosenTheme();
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
