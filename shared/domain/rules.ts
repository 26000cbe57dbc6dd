/**
 * What a stage does by itself, for every tenant, again and again. `daily-digest`: each morning, agents are told of the
 * day. `provider-reconciliation`: providers are asked about attempts whose own follow-ups got lost. `recovery-sweep`: broadcasts of which a part was lost go on. `retention`: people of whom nothing was heard for
 * years are forgotten. `statistics-roll-up`: the hours of days that are past become one.
 */
export const RULES = [
  'daily-digest',
  'provider-reconciliation',
  'recovery-sweep',
  'retention',
  'statistics-roll-up',
] as const;
export type Rule = (typeof RULES)[number];

/** A part of a rule that is more than one run can do: people of one tenant to look at, from some place on, or to forget. */
export type RulePart =
  | { rule: 'retention'; step: 'look'; tenantId: string; after?: string }
  | { rule: 'retention'; step: 'forget'; tenantId: string; people: readonly string[] };

/** What one record of the rules' queue asks for. */
export type RuleTask = { rule: Rule; step?: undefined } | RulePart;
