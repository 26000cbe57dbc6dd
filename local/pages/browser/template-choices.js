/** What can be chosen on the catalogue's page. The first of each is what a link that says nothing shows. */
export const CHOICES = {
  locale: ['fr', 'en'],
  channel: ['all', 'sms', 'email', 'whatsapp'],
  theme: ['light', 'dark'],
  width: ['phone', 'desktop'],
};

/** Reads the choices from a query; `locale` is the language of templates that the query does not choose. */
export function readChoices(query, locale) {
  const choices = Object.entries(CHOICES).map(([name, values]) => {
    const asked = query.get(name);
    const usual = name === 'locale' ? locale : values[0];
    return [name, values.includes(asked) ? asked : usual];
  });
  return { ...Object.fromEntries(choices), search: query.get('search') ?? '' };
}

/** The query with the choices in it, and whatever else it had. */
export function writeChoices(query, choices) {
  const written = new URLSearchParams(query);
  for (const [name, value] of Object.entries(choices)) {
    if (value === '') written.delete(name);
    else written.set(name, value);
  }
  return written;
}

/** The templates by category, both in the catalogue's order. */
export function groupTemplates(templates) {
  return [...Map.groupBy(templates, ({ category }) => category)].map(([category, members]) => ({
    category,
    templates: members,
  }));
}

/** The channels on which a template is shown; none when the search is for others. */
export function shownChannels({ id, name, channels }, { channel, search }) {
  const told = plain(`${name.fr} ${name.en} ${id}`);
  const isFound = plain(search)
    .split(/\s+/)
    .every((word) => told.includes(word));
  return isFound ? channels.filter((one) => channel === 'all' || one === channel) : [];
}

/** Without accents and capitals, so that « deplace » finds « déplacé ». */
function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
