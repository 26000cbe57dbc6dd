/** Requests at once: as many as the local stack's functions answer without queueing for long. */
const AT_ONCE = 4;

/** The templates and their previews, asked of the API as any client asks. What was answered is kept. */
export class Catalogue {
  #key;
  #templates;
  #surroundings;
  #previews = new Map();

  /** @returns the templates, and where the agency sends from. @throws when the stack does not answer. */
  async open() {
    this.#key ??= (await ask('/_local')).apiKeys.demo;
    this.#surroundings ??= await ask('/_local/templates/data');
    this.#templates ??= await this.#list();
    return { items: this.#templates, ...this.#surroundings };
  }

  /**
   * Loads what is not there yet. @param told is called after each with how many there are, of how many.
   * @throws when the stack does not answer; what came before is kept.
   */
  async load(templates, locale, told) {
    const all = templates.flatMap(({ id, channels }) => channels.map((channel) => ({ id, channel, locale })));
    const missing = all.filter((one) => this.#previews.get(nameOf(one)) === undefined);
    let count = all.length - missing.length;
    told(count, all.length);
    const work = async () => {
      for (let one = missing.shift(); one !== undefined; one = missing.shift()) {
        this.#previews.set(nameOf(one), await this.#ask(one));
        count += 1;
        told(count, all.length);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** The preview, or `{ refused }` with the API's reason. */
  preview(id, channel, locale) {
    return this.#previews.get(nameOf({ id, channel, locale }));
  }

  async #list() {
    const items = [];
    let page = { nextCursor: '' };
    while (page.nextCursor !== undefined) {
      const query = new URLSearchParams({ limit: '200' });
      if (page.nextCursor !== '') query.set('cursor', page.nextCursor);
      page = await ask(`/v1/templates?${query}`, { headers: this.#headers() });
      items.push(...page.items);
    }
    return items;
  }

  async #ask({ id, channel, locale }) {
    const path = `/v1/templates/${encodeURIComponent(id)}/preview`;
    const headers = { ...this.#headers(), 'content-type': 'application/json' };
    return ask(path, { method: 'POST', headers, body: JSON.stringify({ channel, locale }) });
  }

  #headers() {
    return { authorization: `Bearer ${this.#key}` };
  }
}

function nameOf({ id, channel, locale }) {
  return `${id} ${channel} ${locale}`;
}

/** @throws when nobody answers, or only to say that it cannot. A refusal of this one request is an answer. */
async function ask(path, options) {
  const response = await fetch(path, options);
  const answer = await response.json();
  if (response.ok) return answer;
  const detail = answer.detail ?? `HTTP ${response.status}`;
  if (response.status === 400 || response.status === 422) return { refused: detail };
  throw new Error(detail);
}
