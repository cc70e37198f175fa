import 'reflect-metadata';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsDate,
  IsIn,
  IsInt,
  Matches,
  Max,
  MaxDate,
  Min,
  MinDate,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Extensions, Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  streamOf,
  type AnyDecider,
  type PersonalReference,
  type PointInHistory,
  type SealedText,
  type Timeline,
} from '@wardbook/event-sourcing';
import * as forms from './formats.ts';
import {
  globalId,
  isNodeId,
  isNodeIdOf,
  KEPT_KINDS,
  kindOfType,
  localId,
  oneOfKind,
  type NodeKind,
} from './global-id.ts';
import { PersonalText, type PersonalTextValue } from './personal-text.type.ts';
import { DateTime, LondonDayScalar, LondonMonthScalar } from './scalars.ts';
import { faultOf, limitInWords } from './text.ts';
import type { Written } from './written.ts';

// The words in which inputs and types say what a field holds. Each gives the field its GraphQL type and description, holds
// what clients send to its limits, and stands between what they see and what commands and rows hold: a node's id outside
// is its key inside, a date an ISO string.

/** How a field is there; as a rule always, once, and under its property's name. */
interface Presence {
  /** May be left out; is shown as null. */
  readonly optional?: true;
  /** Null takes away what is on record; every other field of an input refuses null (P-12). */
  readonly clearable?: true;
  /** A list; of an input, of at most so many. */
  readonly list?: true | number;
  /** Of a list that is shown: how many it usually has at most; of one that nothing keeps short. */
  readonly holds?: number | 'PAGE';
  /** A list of an input has at least so many. */
  readonly least?: number;
  /** What it is when a client leaves it out. */
  readonly otherwise?: unknown;
  /** What clients call it, where commands or rows have another word for it. */
  readonly as?: string;
  /** What clients called it once: a command that is sent again over the change is still known. */
  readonly formerly?: string;
  /** The row has a timeline of it, and its last value is shown. */
  readonly latest?: true;
  /** It is to go: until when, and what is there instead. */
  readonly deprecationReason?: string;
}

export const OPTIONAL = { optional: true } as const;
export const CLEARABLE = { optional: true, clearable: true } as const;
export const LATEST = { latest: true } as const;
/** The places of a page: as many as whoever asks says of it. */
export const PAGE = { list: true, holds: 'PAGE' } as const;
/** A list that is shown, of which one usually has no more than so many. */
export const usually = (holds: number) => ({ list: true, holds }) as const;
export const list = <const Most extends number>(most: Most, least = 0) => ({ list: most, least }) as const;
/** A list that is both: at most so many are sent, and one that is shown usually has no more than `holds`. */
export const atMost = <const Most extends number>(most: Most, holds: number, least = 0) =>
  ({ list: most, least, holds }) as const;
export const otherwise = <const Value>(value: Value) => ({ otherwise: value }) as const;
/** It is there up to the end of that day (`2027-05-31`), which is no promise that it goes then; `instead` is how to do without it. */
export const until = (lastDay: string, instead: string) =>
  ({ deprecationReason: `${instead}; removed after ${lastDay}.` }) as const;
export const formerly = <const Name extends string>(name: Name) => ({ formerly: name }) as const;
export const as = <const Name extends string>(name: Name) => ({ as: name }) as const;

type All<P extends readonly Presence[]> = (
  P[number] extends infer One ? (One extends unknown ? (one: One) => void : never) : never
) extends (all: infer Every) => void
  ? Every
  : never;

type Listed<Value, P> = P extends { readonly list: true | number } ? readonly Value[] : Value;
type Fits<Of, Value, P> = P extends { readonly latest: true }
  ? [Of] extends [Timeline<Value | (P extends { readonly optional: true } ? null : never)>]
    ? unknown
    : 'The property is no timeline of such values.'
  : P extends { readonly optional: true }
    ? [Of] extends [Listed<Value, P> | null | undefined]
      ? [undefined] extends [Of]
        ? unknown
        : [null] extends [Of]
          ? unknown
          : 'An optional field may be undefined or null.'
      : 'The property has another type than its field.'
    : [Of] extends [Listed<Value, P>]
      ? unknown
      : 'The property has another type than its field.';

/** Decorates a property that holds such a value, and no other: a personal reference is no text. */
type FieldOf<Value, P extends readonly Presence[]> = <Of extends object, Name extends keyof Of & string>(
  target: Of,
  property: Name & Fits<Of[Name], Value, All<P>>,
) => void;

/** What one word of the vocabulary stands for. */
interface Kind {
  /** Of GraphQL. */
  readonly type: () => unknown;
  /** What it may be, in words; read in the description, and by whoever sent something else. */
  readonly words?: string;
  /** What an input is held to; `each` for the members of a list. */
  readonly limits?: readonly ((each: boolean) => PropertyDecorator)[];
  /** What was sent, before it is held to anything. */
  readonly normalised?: (sent: unknown) => unknown;
  /** What was sent, as commands have it. */
  readonly accepted?: (sent: never) => unknown;
  /** What rows have, as clients see it. */
  readonly shown?: Show;
  /** Whose fields this one has. */
  readonly group?: () => abstract new () => object;
}

/** What stands between a row and a field. */
type Show = (inside: never, context: Showing, typeName: string, row: Row) => unknown;

/** What is known of any row. */
interface Row {
  /** As of which point of its history it is, where that is not now. */
  readonly point?: PointInHistory;
}

/** What showing a value may need of a request. */
interface Showing {
  readonly recordAfter: (written: Written) => Promise<object | null>;
  readonly find: (kind: NodeKind, key: string) => Promise<object | null>;
  /** The words, or what stands in their place. */
  readonly words: (text: SealedText) => string | Promise<string>;
  readonly personal: {
    consult(
      reference: PersonalReference | null | undefined,
      purpose: never,
    ): Promise<PersonalTextValue | null>;
  };
}

/** How a field is shown: of which property of its row, of a timeline its last value, and what is made of it. */
export interface ShownField {
  readonly property: string;
  readonly latest: boolean;
  readonly shown: Show | undefined;
}

/** One field of an input class: its property, what clients call it, and how what they sent is read. */
export interface InputField extends Pick<Kind, 'normalised' | 'accepted' | 'group'> {
  readonly property: string;
  readonly name: string;
  /** What clients called it once. */
  readonly formerly?: string;
}

const known = new WeakMap<object, InputField[]>();

/** The fields of a class and of those that it extends, by its prototype. */
export const inputFieldsOf = (prototype: object | null): readonly InputField[] =>
  prototype === null
    ? []
    : [...inputFieldsOf(Object.getPrototypeOf(prototype) as object | null), ...(known.get(prototype) ?? [])];

const field = <Value, P extends readonly Presence[]>(
  kind: Kind,
  description: string,
  presences: P,
): FieldOf<Value, P> => {
  const presence: Presence = Object.assign({}, ...presences) as Presence;
  const {
    optional = false,
    list: listed,
    otherwise: defaultValue,
    as: name,
    latest = false,
    holds,
    deprecationReason,
  } = presence;
  const most = typeof listed === 'number' ? [`At most ${listed.toLocaleString('en-GB')}.`] : [];
  return (target: object, property: string) => {
    const called = name ?? property;
    Field(() => (listed === undefined ? kind.type() : [kind.type()]) as never, {
      description: [description, kind.words ?? [], most].flat().join(' '),
      ...(optional && { nullable: true }),
      ...(defaultValue !== undefined && { defaultValue }),
      ...(deprecationReason !== undefined && { deprecationReason }),
      // Between a row and its field stands what the schema puts there by hand, and nothing else.
      simple: true,
    })(target, called);
    const { shown, normalised, accepted, group } = kind;
    if (shown || latest || called !== property)
      Extensions({ shown: { property, latest, shown } satisfies ShownField })(target, called);
    const size = holds ?? (typeof listed === 'number' ? listed : undefined);
    if (size !== undefined) Extensions({ size })(target, called);
    for (const limit of limitsOf(kind, presence)) limit(target, property);
    known.set(target, [
      ...(known.get(target) ?? []),
      {
        property,
        name: called,
        ...(presence.formerly !== undefined && { formerly: presence.formerly }),
        ...(normalised && { normalised }),
        ...(accepted && { accepted }),
        ...(group && { group }),
      },
    ]);
  };
};

const limitsOf = (
  { limits = [] }: Kind,
  { optional, clearable, list: listed, least = 0 }: Presence,
): readonly PropertyDecorator[] => {
  const isList = listed !== undefined;
  const isSent = (_: object, value: unknown): boolean =>
    value !== undefined && !(clearable && value === null);
  return [
    ...(optional ? [ValidateIf(isSent)] : []),
    ...(optional && !clearable ? [NOT_NULL] : []),
    ...(typeof listed === 'number'
      ? [ArrayMaxSize(listed, { message: `Give at most ${String(listed)}.` })]
      : []),
    ...(least > 0 ? [ArrayMinSize(least, { message: `Give at least ${String(least)}.` })] : []),
    ...limits.map((limit) => limit(isList)),
  ];
};

const NOT_NULL = ValidateBy({
  name: 'isNotNull',
  validator: {
    validate: (value) => value !== null,
    defaultMessage: () => 'Leave it out or give a value: there is nothing here that null could clear.',
  },
});

const word =
  <Value>(kind: Kind) =>
  <const P extends readonly Presence[]>(description: string, ...presence: P): FieldOf<Value, P> =>
    field(kind, description, presence);

const coded = (pattern: RegExp, words: string, type: unknown = String, more: Kind['limits'] = []) =>
  word<string>({
    type: () => type,
    words,
    limits: [(each) => Matches(pattern, { each, message: `This has another form. ${words}` }), ...more],
  });

/** Other years are slips of the pen, and no arithmetic with months has to bear them. */
const [FIRST_INSTANT, LAST_INSTANT] = [new Date('1900-01-01T00:00:00Z'), new Date('2199-12-31T23:59:59Z')];
const OTHER_YEAR = 'Check the year: it is from 1900 to 2199.';
const inItsYears = (each: boolean) => Matches(/^(19|20|21)/, { each, message: OTHER_YEAR });

const IDENTIFIER_WORDS = 'Up to 120 letters, digits and . _ : @ - after a first letter or digit.';

/** A code or an id of another register or of the force's own. */
export const Identifier = coded(forms.IDENTIFIER, IDENTIFIER_WORDS);
/** The client's own id for a part of a record, unique within that record. */
export const LocalKey = coded(forms.IDENTIFIER, IDENTIFIER_WORDS);
/** A name within a record, as it is shown; what is unique everywhere is an id. */
export const Key = word<string>({ type: () => String });
/** The id of a person or an agency, as tokens carry it. */
export const ActorKey = coded(
  forms.ACTOR_KEY,
  'Up to 80 letters, digits and . _ - after a first letter or digit.',
);
/** The client's own id for a command. */
export const CommandId = coded(
  forms.COMMAND_ID,
  '8 to 80 letters, digits and . _ : - after a first letter or digit.',
);
/** Where something is kept. */
export const Reference = coded(
  forms.REFERENCE,
  'Up to 200 letters, digits and . _ : / # @ - after a first letter or digit.',
);
export const WardCode = coded(forms.WARD_CODE, 'A GSS code, for example E05000140.');
export const BoroughCode = coded(forms.BOROUGH_CODE, 'A GSS code, for example E09000007.');
export const PolicyNumber = coded(forms.POLICY_NUMBER, 'A letter and four digits, for example A 0609.');
export const Hash = coded(forms.HASH, 'SHA-256 in hexadecimal: 64 digits and small letters a to f.');
export const Month = coded(forms.MONTH, 'A month in London, for example 2013-03.', LondonMonthScalar, [
  inItsYears,
]);
export const LondonDay = coded(forms.DAY, 'A day in London, for example 2023-01-18.', LondonDayScalar, [
  inItsYears,
]);
export const TimeOfDay = coded(forms.TIME_OF_DAY, 'A time in London, for example 20:00; 24:00 is midnight.');

const idOf = (what: string): string => `The id of ${what}, as Wardbook gave it.`;

const isIdOf =
  (what: string, validate: (sent: unknown) => boolean) =>
  (each: boolean): PropertyDecorator =>
    ValidateBy(
      {
        name: 'isNodeId',
        validator: {
          validate,
          defaultMessage: () => `This is not the id of ${what}. Send an id as Wardbook gave it.`,
        },
      },
      { each },
    );

/** The id of a record of this kind; inside, its key. */
export const NodeId = <const P extends readonly Presence[]>(
  kind: NodeKind,
  description: string,
  ...presence: P
): FieldOf<string, P> =>
  field(
    {
      type: () => ID,
      words: idOf(oneOfKind(kind)),
      limits: [isIdOf(oneOfKind(kind), (sent) => isNodeIdOf(kind, sent))],
      accepted: (sent: string) => localId(kind, sent),
      shown: (key: string) => globalId(kind, key),
    },
    description,
    presence,
  );

/** The global id of a record, as it is shown. */
export const RecordId = word<string>({ type: () => ID });

/** The global id of any record, whatever its kind. */
export const AnyNodeId = word<string>({
  type: () => ID,
  words: idOf('a record'),
  limits: [isIdOf('a record', isNodeId)],
});

/** The global id of a record that is about a person: such can be held, reviewed and disposed of. */
export const KeptNodeId = word<string>({
  type: () => ID,
  words: idOf('a record about a person'),
  limits: [isIdOf('a record about a person', (sent) => KEPT_KINDS.some((kind) => isNodeIdOf(kind, sent)))],
});

const nodeTypes = new Map<NodeKind, object>();

/** The type whose values are the records of this kind, once all types are declared. */
const nodeTypeOf = (kind: NodeKind): object => {
  const type = nodeTypes.get(kind);
  if (!type) throw new TypeError(`No type is declared for the kind ${kind}.`);
  return type;
};

/** Says of a class that its values are the records of this kind. */
export const registerNodeType = (kind: NodeKind, type: object): void => void nodeTypes.set(kind, type);

type Links<Of, P> = P extends { readonly latest: true }
  ? [Of] extends [Timeline<string | null>]
    ? unknown
    : 'The property is no timeline of keys.'
  : [Of] extends [string | null | undefined]
    ? unknown
    : 'The property is no key.';

/**
 * Another record, of which the row has the key. It is shown as it is now, and as far as it is for whoever asks:
 * OPTIONAL says that there can be none to show, whether or not there is a key.
 */
export const Linked =
  <const P extends readonly Presence[]>(kind: NodeKind, description: string, ...presence: P) =>
  <Of extends object, Name extends keyof Of & string>(
    target: Of,
    property: Name & Links<Of[Name], All<P>>,
  ): void => {
    const shown = (key: string, { find }: Showing): unknown => find(kind, key);
    field<never, P>(
      { type: () => nodeTypeOf(kind), shown },
      description,
      presence,
    )(target, property as never);
  };

/** The global id of what is shown, made of its key, the name of its type, and the point of its history. */
export const OwnId = word<string>({
  type: () => ID,
  shown: (key: string, _, typeName, { point }) => globalId(kindOfType(typeName), key, point),
});

/** The stream that holds the history of what is shown, made of its key. */
export const StreamOf = (decider: AnyDecider): FieldOf<string, []> =>
  field(
    { type: () => String, shown: (key: string) => streamOf(decider, key) },
    'The stream that holds its history, for `events`.',
    [as('stream')],
  );

/** When something happened or is to happen: an instant; inside, ISO with milliseconds, UTC. */
export const Instant = word<string>({
  type: () => DateTime,
  limits: [
    (each) => IsDate({ each, message: 'Give a date and a time.' }),
    (each) => MinDate(FIRST_INSTANT, { each, message: OTHER_YEAR }),
    (each) => MaxDate(LAST_INSTANT, { each, message: OTHER_YEAR }),
  ],
  accepted: (sent: Date) => sent.toISOString(),
});

/** Yes or no. */
export const Flag = word<boolean>({ type: () => Boolean });

/** Words that everybody may read. Of an input, with the most characters that it takes. */
export function Text<const P extends readonly Presence[]>(
  longest: number,
  description: string,
  ...presence: P
): FieldOf<string, P>;
export function Text<const P extends readonly Presence[]>(
  description: string,
  ...presence: P
): FieldOf<string, P>;
export function Text(first: number | string, ...rest: readonly unknown[]): FieldOf<string, []> {
  if (typeof first === 'string') return field({ type: () => String }, first, rest as []);
  const [description, ...presence] = rest as [string];
  return field(textOf(first), description, presence);
}

/** Words that everybody may read and that can be taken out, as they are shown: what a client sends of them is `Text`. */
export const Words = word<SealedText>({
  type: () => String,
  shown: (text: SealedText, { words }) => words(text),
});

/** Words about a person, as they are sent: they are sealed before anything is stored. */
export const PersonalWords = <const P extends readonly Presence[]>(
  longest: number,
  description: string,
  ...presence: P
): FieldOf<string, P> => field(textOf(longest), `Personal, and sealed. ${description}`, presence);

const textOf = (longest: number): Kind => ({
  type: () => String,
  words: limitInWords(longest),
  // The same text, in the one form in which it is compared and found.
  normalised: (sent) => (typeof sent === 'string' && sent.isWellFormed() ? sent.normalize('NFC') : sent),
  limits: [
    (each) =>
      ValidateBy(
        {
          name: 'isText',
          validator: {
            validate: (sent) => typeof sent === 'string' && faultOf(sent, longest) === undefined,
            defaultMessage: (args) =>
              [args?.value]
                .flat()
                .flatMap((sent) => (typeof sent === 'string' ? (faultOf(sent, longest) ?? []) : []))
                .at(0) ?? 'Give text.',
          },
        },
        { each },
      ),
  ],
});

/** Words about a person, as they are shown: whoever may is shown them by the door, which writes down that they saw them. */
export const Personal = <const P extends readonly Presence[]>(
  purpose: string,
  description: string,
  ...presence: P
): FieldOf<PersonalReference, P> =>
  field(
    {
      type: () => PersonalText,
      shown: (reference: PersonalReference, { personal }) => personal.consult(reference, purpose as never),
    },
    description,
    presence,
  );

/** Words about a person that the door has opened, or withheld, already. */
export const Opened = word<PersonalTextValue>({ type: () => PersonalText });

/** A number of things. Of an input, from the least to the most that it takes. */
export function Count<const P extends readonly Presence[]>(
  least: number,
  most: number,
  description: string,
  ...presence: P
): FieldOf<number, P>;
export function Count<const P extends readonly Presence[]>(
  description: string,
  ...presence: P
): FieldOf<number, P>;
export function Count(first: number | string, ...rest: readonly unknown[]): FieldOf<number, []> {
  if (typeof first === 'string') return field({ type: () => Int }, first, rest as []);
  const [most, description, ...presence] = rest as [number, string];
  const words = `${first.toLocaleString('en-GB')} to ${most.toLocaleString('en-GB')}.`;
  const message = `Give a whole number, ${words}`;
  const limits: Kind['limits'] = [
    (each) => IsInt({ each, message }),
    (each) => Min(first, { each, message }),
    (each) => Max(most, { each, message }),
  ];
  return field({ type: () => Int, words, limits }, description, presence);
}

/** How long something took, as it is shown: in milliseconds, which can be more than an Int holds. */
export const Milliseconds = word<number>({ type: () => Float });

/** The words of a choice, each with what it means. */
export type ChoiceOf<Word extends string> = { readonly [W in Word]: W };

/** What a word means: `{ description, ...until('2027-05-31', 'Give LIT') }` of one that is to go. */
type Meaning = string | { readonly description: string; readonly deprecationReason?: string };

/** An enum of GraphQL: its name, what is chosen, and what each word means. */
export const choice = <Word extends string>(
  name: string,
  description: string,
  words: Readonly<Record<Word, Meaning>>,
): ChoiceOf<Word> => {
  const chosen = Object.fromEntries(Object.keys(words).map((one) => [one, one])) as ChoiceOf<Word>;
  const valuesConfig = Object.fromEntries(
    Object.entries<Meaning>(words).map(([one, meaning]) => [
      one,
      typeof meaning === 'string' ? { description: meaning } : meaning,
    ]),
  ) as Record<Word, { readonly description: string }>;
  registerEnumType(chosen, { name, description, valuesConfig });
  return chosen;
};

/** One of the words of a choice. */
export const Choice = <Word extends string, const P extends readonly Presence[]>(
  words: ChoiceOf<Word>,
  description: string,
  ...presence: P
): FieldOf<Word, P> =>
  field(
    {
      type: () => words,
      limits: [
        (each) => IsIn(Object.keys(words), { each, message: 'Give one of the words of this choice.' }),
      ],
    },
    description,
    presence,
  );

/** One of these words, which the schema does not list. */
export const OneOf = <Word extends string, const P extends readonly Presence[]>(
  words: readonly Word[],
  description: string,
  ...presence: P
): FieldOf<Word, P> =>
  field(
    {
      type: () => String,
      words: `One of ${words.join(', ')}.`,
      limits: [(each) => IsIn(words, { each, message: `Give one of ${words.join(', ')}.` })],
    },
    description,
    presence,
  );

/** Fields that belong together. */
export const Group = <Fields extends object, const P extends readonly Presence[]>(
  type: () => abstract new () => Fields,
  description: string,
  ...presence: P
): FieldOf<Fields, P> =>
  field({ type, limits: [(each) => ValidateNested({ each })], group: type }, description, presence);

/**
 * Says of a class that its fields are sent and shown alike: `FourTests` is what is shown, `FourTestsInput` what is sent. Its
 * fields have the limits of what is sent.
 */
export const SentAndShown =
  (description: string, sentAs?: string) =>
  (group: new () => object): void => {
    ObjectType({ description })(group);
    InputType(sentAs ?? `${group.name}Input`, { description })(group);
  };
