import type { Change, Item } from '../../shared/adapters/dynamodb/table.ts';

/** The part of DynamoDB's expressions that the stores use, on plain items. */

type Terms = Pick<Change, 'names'> & { values: Item };

const TOKENS = /\(|\)|,|<=|>=|<>|=|<|>|[#:]?\w+/g;

/** Does a condition hold for an item? `{}` stands for none. @throws Error for what is no condition that is known here. */
export function holds(condition: string, item: Item, terms: Terms): boolean {
  const reader = new Reader(condition, item, terms);
  const result = reader.either();
  reader.expectEnd();
  return result;
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #item: Item;
  readonly #terms: Terms;
  #place = 0;

  constructor(text: string, item: Item, terms: Terms) {
    this.#tokens = text.match(TOKENS) ?? [];
    this.#item = item;
    this.#terms = terms;
  }

  either(): boolean {
    let result = this.#both();
    while (this.#accept('OR')) result = this.#both() || result;
    return result;
  }

  expectEnd(): void {
    if (this.#place < this.#tokens.length) throw new Error(`Not read: ${this.#tokens.join(' ')}`);
  }

  #both(): boolean {
    let result = this.#one();
    while (this.#accept('AND')) result = this.#one() && result;
    return result;
  }

  #one(): boolean {
    if (this.#accept('NOT')) return !this.#one();
    if (this.#accept('(')) {
      const result = this.either();
      this.#expect(')');
      return result;
    }
    const first = this.#next();
    if (this.#accept('(')) return this.#call(first);
    return compare(this.#value(first), this.#next(), this.#value(this.#next()));
  }

  #call(name: string): boolean {
    const operand = this.#value(this.#next());
    if (name === 'contains') {
      this.#expect(',');
      const wanted = this.#value(this.#next());
      this.#expect(')');
      return operand instanceof Set && operand.has(wanted);
    }
    this.#expect(')');
    if (name === 'attribute_exists') return operand !== undefined;
    if (name === 'attribute_not_exists') return operand === undefined;
    throw new Error(`${name} is not known here`);
  }

  #value(token: string): unknown {
    return token.startsWith(':') ? this.#terms.values[token] : this.#item[nameOf(token, this.#terms)];
  }

  #next(): string {
    return this.#tokens[this.#place++] ?? '';
  }

  #accept(token: string): boolean {
    if (this.#tokens[this.#place] !== token) return false;
    this.#place += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) throw new Error(`${token} is missing in ${this.#tokens.join(' ')}`);
  }
}

const nameOf = (token: string, { names }: Terms): string => names?.[token] ?? token;

/** Nothing compares to an attribute that is not there, but that it differs. */
function compare(a: unknown, operator: string, b: unknown): boolean {
  if (operator === '=') return a !== undefined && a === b;
  if (operator === '<>') return a !== b;
  if (typeof a !== typeof b || (typeof a !== 'number' && typeof a !== 'string')) return false;
  const [left, right] = [a, b as typeof a];
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

/** What an update makes of an item. */
export function updated(item: Item, { update, values, names }: Change): Item {
  const terms = { values, ...(names !== undefined && { names }) };
  const result = { ...item };
  for (const [, verb = '', list = ''] of update.matchAll(
    /\b(SET|REMOVE|ADD|DELETE) (.+?)(?= (?:SET|REMOVE|ADD|DELETE) |$)/g,
  )) {
    for (const change of list.split(/,\s*(?![^(]*\))/)) {
      const [target = '', ...rest] = change.trim().split(/\s+/);
      const name = nameOf(target, terms);
      if (verb === 'SET') result[name] = assignedBy(rest.slice(1).join(' '), item, terms);
      else if (verb === 'REMOVE') delete result[name];
      else result[name] = joined(verb, item[name], values[rest[0] ?? '']);
      if (result[name] === undefined) delete result[name];
    }
  }
  return result;
}

function assignedBy(expression: string, item: Item, terms: Terms): unknown {
  const [, name = '', value = ''] = /^if_not_exists\(([#\w]+), (:\w+)\)$/.exec(expression) ?? [];
  if (name === '') return terms.values[expression];
  return item[nameOf(name, terms)] ?? terms.values[value];
}

/** Numbers are added up, sets joined or taken from; a set that is empty is not there. */
function joined(verb: string, known: unknown, change: unknown): unknown {
  if (typeof change === 'number') return ((known as number | undefined) ?? 0) + change;
  const before = [...((known as ReadonlySet<unknown> | undefined) ?? [])];
  const given = change as ReadonlySet<unknown>;
  const after = verb === 'ADD' ? [...before, ...given] : before.filter((each) => !given.has(each));
  return after.length === 0 ? undefined : new Set(after);
}
