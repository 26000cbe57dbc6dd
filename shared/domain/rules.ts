/**
 * What a stage does by itself, for every tenant, again and again. `daily-digest`: each morning, agents are told of the
 * day. `recovery-sweep`: broadcasts of which a part was lost go on. `statistics-roll-up`: the hours of days that are past
 * become one.
 */
export const RULES = ['daily-digest', 'recovery-sweep', 'statistics-roll-up'] as const;
export type Rule = (typeof RULES)[number];
