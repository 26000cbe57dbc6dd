import { type Colour, isColour, readableOn, textOn } from '../../contrast.ts';
import { DEFAULT_COLOUR, PALETTE } from './palette.ts';

/** An agency's colour where it can be read, on light ground and on dark, and what can be read on it. */
export function brandColours(given: string = DEFAULT_COLOUR): Record<BrandUse, Colour> {
  const action = isColour(given) ? given.toLowerCase() : DEFAULT_COLOUR;
  // The darkest of the light grounds and the lightest of the dark ones: on the others it is read more easily.
  const accent = readableOn(PALETTE.light.ground, action);
  const accentOnDark = readableOn(PALETTE.dark.raised, action);
  return {
    accent,
    accentOnDark,
    action,
    onAction: textOn(action),
    actionOnDark: accentOnDark,
    onActionOnDark: textOn(accentOnDark),
  };
}

type BrandUse = 'accent' | 'accentOnDark' | 'action' | 'onAction' | 'actionOnDark' | 'onActionOnDark';
