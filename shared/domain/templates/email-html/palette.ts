/**
 * The colours of the layout around an agency's own, in light and in dark mode. On `raised`, `card` and `ground` stands
 * text in `ink` or `soft`.
 */
export const PALETTE = {
  light: {
    ground: '#f4f2ef',
    card: '#ffffff',
    raised: '#f8f6f3',
    ink: '#211a17',
    soft: '#5f554e',
    line: '#e6e0d9',
  },
  dark: {
    ground: '#161311',
    card: '#211c19',
    raised: '#2b2522',
    ink: '#f3ece6',
    soft: '#bdb0a6',
    line: '#4a4039',
  },
} as const;

/** Of an agency that has not said which. */
export const DEFAULT_COLOUR = '#1f4e79';
