import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** What there is to ask for: by its name, the values that an argument may have. */
export type Values = Readonly<Record<string, readonly string[]>>;

export interface HostileDocument {
  readonly query: string;
  readonly variables: Readonly<Record<string, number>>;
}

/** What a document is after: going round in circles, saying much at once, or spreading fragments within fragments. */
const AIMS = ['DEEP', 'WIDE', 'ALIASES', 'FRAGMENTS', 'BOMB', 'LARGE'] as const;

/** More fields than these are more tokens than are read. */
const MOST_FIELDS = 160;
const NUMBERS = [1, 2, 5, 20, 20, 50, 100, 101, 5_000, 2_147_483_647, 0, -1];

/** A document over the schema that somebody could send who means harm: the same for the same seed. */
export const hostileDocument = (schema: GraphQLSchema, seed: number, values: Values): HostileDocument =>
  new Writer(schema, seed, values).document();

/** Writes one document; what it has written so far decides what it writes next. */
class Writer {
  readonly #schema: GraphQLSchema;
  readonly #values: Values;
  readonly #aim: (typeof AIMS)[number];
  readonly #fragments: { readonly name: string; readonly type: string; readonly text: string }[] = [];
  readonly #variables: Record<string, number> = {};
  #state: number;
  #fields = 0;
  #names = 0;

  constructor(schema: GraphQLSchema, seed: number, values: Values) {
    this.#schema = schema;
    this.#values = values;
    this.#state = seed;
    this.#aim = this.#one(AIMS);
  }

  document(): HostileDocument {
    const root = this.#schema.getQueryType() as GraphQLObjectType;
    const selection = this.#selection(root, this.#aim === 'DEEP' ? 18 : 5);
    const declared = Object.keys(this.#variables).map((name) => `$${name}: Int! = 3`);
    const query = [
      `query ${declared.length > 0 ? `(${declared.join(' ')})` : ''} ${selection}`,
      ...this.#fragments.map(({ name, type, text }) => `fragment ${name} on ${type} ${text}`),
    ];
    return { query: query.join(' '), variables: this.#variables };
  }

  #selection(type: GraphQLNamedType, deep: number): string {
    if (isAbstractType(type)) {
      const possible = this.#some(this.#schema.getPossibleTypes(type), 3);
      return `{ __typename ${possible.map((one) => `... on ${one.name} ${this.#selection(one, deep)}`).join(' ')} }`;
    }
    if (!isObjectType(type)) return '';
    if (this.#aim === 'BOMB' && this.#fragments.length === 0) {
      const bomb = this.#bomb(type);
      if (bomb !== undefined) return bomb;
    }
    if (this.#aim === 'FRAGMENTS' && this.#chance(0.6)) return this.#spread(type, deep);
    const fields = Object.values(type.getFields());
    const wanted = fields.filter((field) => isCompositeType(getNamedType(field.type)) && deep > 0);
    const many = this.#aim === 'WIDE' ? 6 : this.#aim === 'DEEP' ? 1 : 3;
    const chosen = this.#fields < MOST_FIELDS ? this.#some(wanted, many) : [];
    const plain = this.#some(
      fields.filter((field) => !isCompositeType(getNamedType(field.type))),
      this.#aim === 'WIDE' ? 12 : 2,
    );
    return `{ __typename ${[...chosen, ...plain].map((field) => this.#field(field, deep)).join(' ')} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, deep: number): string {
    this.#fields += 1;
    const times = this.#aim === 'ALIASES' && this.#chance(0.5) ? 3 : 1;
    const skip = this.#chance(0.03) ? ' @include(if: true)' : '';
    return Array.from({ length: times }, (_, at) => {
      const alias = times > 1 || this.#chance(0.05) ? `${this.#name('a')}${String(at)}: ` : '';
      const selection = this.#selection(getNamedType(field.type), deep - 1);
      return `${alias}${field.name}${this.#arguments(field)}${skip} ${selection}`;
    }).join(' ');
  }

  #arguments({ args }: GraphQLField<unknown, unknown>): string {
    const given = args.flatMap((argument) => {
      const value = isRequiredArgument(argument) || this.#chance(0.4) ? this.#value(argument) : undefined;
      return value === undefined ? [] : [`${argument.name}: ${value}`];
    });
    return given.length > 0 ? `(${given.join(' ')})` : '';
  }

  #value({ name, type }: GraphQLArgument): string | undefined {
    const known = this.#values[name];
    if (known) return JSON.stringify(this.#one(known));
    if (getNamedType(type).name !== 'Int') return undefined;
    const number = this.#aim === 'LARGE' ? this.#one([100, 100, 1_000_000]) : this.#one(NUMBERS);
    if (!this.#chance(0.3)) return String(number);
    const variable = this.#name('v');
    this.#variables[variable] = number;
    return `$${variable}`;
  }

  /** A fragment, which others spread again. */
  #spread(type: GraphQLObjectType, deep: number): string {
    const known = this.#fragments.filter((one) => one.type === type.name);
    if (known.length > 0 && this.#chance(0.5)) return `{ ...${this.#one(known).name} }`;
    const fields = Object.values(type.getFields());
    const wanted = fields.filter((field) => isCompositeType(getNamedType(field.type)) && deep > 0);
    const chosen = this.#fields < MOST_FIELDS ? this.#some(wanted, 2) : [];
    const text = `{ __typename ${chosen.map((field) => this.#field(field, deep)).join(' ')} }`;
    const name = this.#name('F');
    this.#fragments.push({ name, type: type.name, text });
    return `{ ...${name} ...${name} }`;
  }

  /** Fragments each of which spreads the one before twice, a step or two further on the way back to the same type. */
  #bomb(type: GraphQLObjectType): string | undefined {
    const way = this.#wayBack(type);
    if (!way) return undefined;
    const many = this.#one([2, 4, 8, 30]);
    const names = Array.from({ length: many }, () => this.#name('B'));
    for (const [at, name] of names.entries()) {
      const before = names[at - 1];
      const step = (alias: string): string =>
        before === undefined ? '__typename' : way(`${alias}${String(at)}`, `...${before}`);
      this.#fragments.push({ name, type: type.name, text: `{ ${step('x')} ${step('y')} }` });
    }
    return `{ ...${names.at(-1) ?? ''} }`;
  }

  #wayBack(type: GraphQLObjectType): ((alias: string, inside: string) => string) | undefined {
    const stepsOf = (from: GraphQLObjectType) =>
      Object.values(from.getFields()).filter(
        ({ args, type: to }) => isObjectType(getNamedType(to)) && !args.some(isRequiredArgument),
      );
    const ways = stepsOf(type).flatMap((first) =>
      stepsOf(getNamedType(first.type) as GraphQLObjectType)
        .filter((second) => getNamedType(second.type) === type)
        .map(
          (second) => (alias: string, inside: string) =>
            `${alias}: ${first.name} { ${second.name} { ${inside} } }`,
        ),
    );
    return ways.length > 0 ? this.#one(ways) : undefined;
  }

  #name(letter: string): string {
    this.#names += 1;
    return `${letter}${String(this.#names)}`;
  }

  #some<One>(all: readonly One[], most: number): readonly One[] {
    const left = [...all];
    const many = Math.min(left.length, 1 + Math.floor(this.#random() * most));
    return Array.from({ length: many }, () =>
      left.splice(Math.floor(this.#random() * left.length), 1),
    ).flat();
  }

  #one<One>(all: readonly One[]): One {
    return all[Math.floor(this.#random() * all.length)] as One;
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** Mulberry32. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
