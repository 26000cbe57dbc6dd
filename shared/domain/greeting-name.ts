/** What comes before a name and is none. */
const TITLES = /^(?:m|mr|mme|mlle|mrs|ms|miss|dr|me|pr|monsieur|madame|mademoiselle)\.?$/i;

/** The name to greet somebody with: the first word of their name, or all of it behind a title. */
export function greetingName(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = ''] = words;
  return TITLES.test(first) ? words.join(' ') : first;
}
