import { type AnyEventDefinition } from './event.ts';
import { type Keyed } from './keyed.ts';
import type { Message } from './message.ts';
import type { PersonalReference } from './personal-reference.ts';
import { refuse, type Decision, type Refusal } from './refusal.ts';
import type { Actor } from './actor.ts';
import type { Moment } from './event-store.ts';
import type { SealedText } from './sealed-text.ts';
import type { StrikeThrough } from './striking.ts';

/** A wish, with what `handle` stamps on it: a decider has no clock, and no command repeats the id of its record. */
export interface Command extends Message {
  /** Of its own record: `E05000140` for a command to `ward-E05000140`. */
  readonly id: string;
  /** When it happened, UTC with milliseconds. */
  readonly occurredAt: string;
  /** Who sends it. */
  readonly by: Actor;
  /** The agency whose record it is: of whoever began it; where it begins now, of the sender. */
  readonly owner: string;
}

/** A command as its sender writes it: without what `handle` stamps. */
export type Unsent<C extends Message> = C extends unknown
  ? Omit<C, 'id' | 'occurredAt' | 'by' | 'owner'>
  : never;

/** A command with its sender and its moment, told of a record that is named elsewhere: as tests write it. */
export type Told<C extends Command> = C extends unknown ? Omit<C, 'id' | 'owner'> : never;

/**
 * What a refusal of a command may name: `id`, which is the record itself, `occurredAt`, and each field of the command,
 * dotted where it is within another (`terms.ward`, `measures.0.topic`); of several commands the fields of each. Five
 * levels down any path will do.
 */
export type PathOf<C extends Command> = C extends unknown ? Within<Omit<C, 'type' | 'by' | 'owner'>> : never;

type Within<Value, Levels extends readonly unknown[] = [1, 2, 3, 4, 5]> = Value extends object
  ? Levels extends readonly [unknown, ...infer Fewer]
    ? Value extends readonly (infer Item)[]
      ? Field<number, Item, Fewer>
      : { [Name in keyof Value & string]-?: Field<Name, Value[Name], Fewer> }[keyof Value & string]
    : string
  : never;

type Field<Name extends string | number, Value, Levels extends readonly unknown[]> =
  `${Name}` | `${Name}.${Within<Value, Levels>}`;

/** What the ids of a kind of record look like. */
export interface Ids {
  /** Of the whole id, whether or not it says `^` and `$`. */
  readonly pattern: RegExp;
  /** What is answered to a command for any other id. */
  readonly otherwise: Refusal<'id'>;
  /** What is answered to whoever would begin a record under an id that another agency has. Default: `ANY_ID`'s. */
  readonly taken?: Refusal<'id'>;
}

/** Any id that a register or a client may give. */
export const ANY_ID: Required<Ids> = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/,
  otherwise: refuse(
    'ID-FORM',
    'An id has 1 to 120 letters, digits or . _ : @ -, and begins with a letter or a digit.',
    'id',
  ),
  taken: refuse('ID-TAKEN', 'This id is another agency\u2019s. Choose another one.', 'id'),
};

/** What a stream's events come to. Pure; also the shape in which other deciders see this stream as a fact. */
export interface Fold<Event extends Message, State> {
  /** Names the streams, in camel case: `promise` owns `promise-<id>`. */
  readonly name: string;
  /** Told in front of the name in a log that is shared with another domain; the domain gives it as a rule. */
  readonly prefix?: string;
  /** Default: `ANY_ID`. */
  readonly ids?: Ids;
  readonly initial: State;
  readonly events: readonly AnyEventDefinition[];
  readonly evolve: Evolve<Event, State>;
  /**
   * Decisions compare words that everybody may read with what is sent (`isSameText`): where they are sealed, `handle`
   * opens them for `evolve`. Views see references all the same.
   */
  readonly comparesText?: true;
  /** Whose a record is by its id alone, before it begins too: where the id says so. */
  readonly ownerOfId?: (id: string) => string;
  /**
   * For which agency a record was begun, by its first event, where that is not the agency of whoever recorded it: a
   * process of an older log acted for nobody in particular.
   */
  readonly begunFor?: { readonly [T in Event['type']]?: (event: Extract<Event, { type: T }>) => string };
}

/** One step per event. Never refuses, whatever is missing before it: what happened, happened. */
export type Evolve<Event extends Message, State> = {
  readonly [T in Event['type']]: (state: State, event: Extract<Event, { type: T }>, moment: Moment) => State;
};

/** What one stream may become: commands in, events out, state between. No clock, no ids, no I/O. */
export interface Decider<
  C extends Command,
  Event extends Message,
  State,
  Facts extends FactsOf<C> = object,
> extends Fold<Event, State> {
  readonly decide: Decide<C, Event, State, Facts>;
  /**
   * Whose record this is: personal fields are sealed for that data subject (an opaque id). The same answer for every
   * command of a stream; undefined, or left out, where a stream holds no personal data.
   */
  readonly subject?: (state: State, command: C) => string | undefined;
  /** For the commands that need them: which other streams the decision rests on. */
  readonly facts: FactRequests<C, State, Facts>;
  /** The roles for which such a record can be there; to all other roles, of any agency, none exists. Default: all. */
  readonly readers?: readonly string[];
  /**
   * Which commands other agencies than the owner may send, and whether these may. To all others the record does not
   * exist: they are answered as for an id that nobody gave.
   */
  readonly others?: { readonly [T in C['type']]?: (command: Named<C, T>, state: State) => boolean };
  /**
   * What a later event rests on in its own record, by its type. Asked when something earlier is recorded after it, or
   * struck through (`isWithout`), with the state as it was just before it happened; a refusal is the answer to whoever
   * recorded late or would strike.
   */
  readonly stands?: {
    readonly [T in Event['type']]?: (
      event: Extract<Event, { type: T }>,
      state: State,
      moment: Pick<Moment, 'id' | 'occurredAt'> & { readonly isWithout: boolean },
    ) => Refusal<'occurredAt'> | undefined;
  };
  /** Events on which nothing later rests: recorded late, they have nothing judged again. */
  readonly settled?: readonly Event['type'][];
  /**
   * Of which command an event came, by its type: a name where it has all fields of that command, else what works it out.
   * Of several events of one command the one tells that stands first here. When something is struck through, each command
   * after it is decided again without it; in a decider that does not say, `stands` alone tells what rests on it.
   */
  readonly cameOf?: CameOf<C, Event>;
  /**
   * Events that say what follows from the rest, and that a process has looked at again whenever that may have changed: where
   * something is struck through, they stay until then.
   */
  readonly follows?: readonly Event['type'][];
}

/** When an event happened, when it was recorded, and who recorded it. */
export type Telling = Moment & Pick<Command, 'by'>;

/** Of which commands the events came. */
type CameOf<C extends Command, Event extends Message> = {
  readonly [T in Event['type']]?:
    | SameFields<C, AsSent<Extract<Event, { type: T }>>>
    | ((
        event: AsSent<Extract<Event, { type: T }>>,
        told: Telling,
      ) => (Unsent<C> & { readonly occurredAt?: string }) | undefined);
};

/** Words as somebody sends them; where they stay sealed, a reference stands for them. */
export type AsSent<T> = T extends SealedText
  ? string
  : T extends PersonalReference
    ? T
    : T extends object
      ? { readonly [Name in keyof T]: AsSent<T[Name]> }
      : T;

/** The names of the commands whose fields the event has. */
type SameFields<C extends Command, Event extends Message> = C extends unknown
  ? Omit<Event, 'type'> extends MayLack<Omit<C, 'type' | 'id' | 'occurredAt' | 'by' | 'owner'>>
    ? C['type']
    : never
  : never;

/** What is left out is not there, or undefined. */
type MayLack<Fields> = {
  [Name in keyof Fields]: object extends Pick<Fields, Name> ? Fields[Name] | undefined : Fields[Name];
};

/** Per command type, the states of other streams: by name, or by ids that only the record knows. */
export type FactsOf<C extends Command> = {
  readonly [T in C['type']]?: Readonly<Record<string, unknown>> | Keyed<unknown>;
};

/** The command of one type, also where several types have one shape. */
type Named<C extends Command, T extends string> = C extends { readonly type: T }
  ? C
  : C extends unknown
    ? T extends C['type']
      ? C & { readonly type: T }
      : never
    : never;

/** One answer per command; the compiler refuses a missing or an unknown one. */
export type Decide<C extends Command, Event extends Message, State, Facts> = {
  readonly [T in C['type']]: (
    command: Named<C, T>,
    state: State,
    facts: T extends keyof Facts ? Facts[T] : object,
  ) => Decision<Event, PathOf<Named<C, T>>>;
};

/** For each command that needs them, which facts it asks for, by name. */
export type FactRequests<C extends Command, State, Facts> = {
  readonly [T in keyof Facts]: (
    command: Named<C, T & string>,
    state: State,
  ) => { readonly [Name in keyof Facts[T]]: Fact<Facts[T][Name]> };
};

/** What a decision rests on: one other stream, folded, or one that another fact names. */
export type Fact<State> = StreamFact<State> | LaterFact<State>;

/** A fact that is asked after another one, and by what that says. */
export interface LaterFact<State> {
  readonly first: Fact<unknown>;
  readonly next: (state: never) => Fact<State>;
}

/** One other stream, folded. A guarded fact may not move before the append: else the command is decided again. */
export interface StreamFact<State> {
  readonly fold: AnyFold & { readonly initial: State };
  /** Undefined where the command names no record: then the fact is the fold's initial state, and nothing is read. */
  readonly id: string | undefined;
  readonly guarded: boolean;
  /** Not another stream: these 0-based revisions of the record's own, or all of them. */
  readonly own?: 'all' | readonly number[];
  /** Those that were struck through as well, and who recorded each. */
  readonly asRecorded?: true;
  /** Whose it must be; left out: the owner's of the record itself. Of another agency it looks as if it did not exist. */
  readonly of?: 'SENDER' | 'ANYBODY' | { readonly agency: string };
}

/**
 * What another record has come to; its initial state where `id` is undefined, or not of the record's kind.
 * @example
 * const facts = { AssignCrew: (asked: AssignCrew) => ({ crew: stateOf(crew, asked.crew) }) };
 */
export const stateOf = <Event extends Message, State>(
  fold: Fold<Event, State>,
  id: string | undefined,
): StreamFact<State> => ({
  fold,
  id,
  guarded: false,
});

/**
 * A fact of the sender's own agency, where that is not the owner of the record: who sends it, for example.
 * @example
 * const facts = { AssignCrew: ({ by }: AssignCrew) => ({ crew: ofSender(stateOf(crew, by.id)) }) };
 */
export const ofSender = <State>(fact: StreamFact<State>): StreamFact<State> => ({ ...fact, of: 'SENDER' });

/**
 * A fact that may be any agency's: a register that all of them share.
 * @example
 * const facts = { AssignCrew: (asked: AssignCrew) => ({ crew: ofAnyAgency(stateOf(crew, asked.crew)) }) };
 */
export const ofAnyAgency = <State>(fact: StreamFact<State>): StreamFact<State> => ({
  ...fact,
  of: 'ANYBODY',
});

/**
 * A fact of an agency that the command or the record names.
 * @example
 * type LendCrew = { readonly crew: string; readonly to: string };
 * const facts = { LendCrew: ({ crew: id, to }: LendCrew) => ({ crew: ofAgency(to, stateOf(crew, id)) }) };
 */
export const ofAgency = <State>(agency: string, fact: StreamFact<State>): StreamFact<State> => ({
  ...fact,
  of: { agency },
});

/**
 * A fact that another one names. Both are pinned as what the decision rests on.
 * @example
 * // The night crew, where the one that is asked for is not ready.
 * const facts = {
 *   AssignCrew: (asked: AssignCrew) => ({
 *     crew: through(stateOf(crew, asked.crew), (state) =>
 *       stateOf(crew, state === 'ready' ? asked.crew : 'night'),
 *     ),
 *   }),
 * };
 */
export const through = <First, State>(
  first: Fact<First>,
  next: (state: First) => Fact<State>,
): LaterFact<State> => ({ first, next });

/**
 * Events of the record itself that its state does not keep, read and folded for this command: a state stays small, and
 * what it keeps of a closed matter is a result and the revisions of its events.
 * @example
 * const facts = { CountFaults: () => ({ faults: ownEvents(faultCount, 'all') }) };
 */
export const ownEvents = <Event extends Message, State>(
  fold: Fold<Event, State>,
  own: 'all' | readonly number[],
): StreamFact<State> => ({ fold, id: undefined, guarded: false, own });

/**
 * A fact that a rule rests on which must never break.
 * @example
 * // The crew cannot be stood down between this decision and its append.
 * const facts = { AssignCrew: (asked: AssignCrew) => ({ crew: guarded(stateOf(crew, asked.crew)) }) };
 */
export const guarded = <State>(fact: StreamFact<State>): StreamFact<State> => ({ ...fact, guarded: true });

/** Streams of two domains in one log are told apart by a prefix: `metWard-E05000140`. */
export const categoryNameOf = ({ name, prefix = '' }: NamedFold): string =>
  prefix === '' ? name : `${prefix}${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/**
 * The stream of a record.
 * @example
 * streamOf(lamp, 'high-street-1'); // 'lamp-high-street-1'
 */
export const streamOf = (fold: NamedFold, id: string): string => `${categoryNameOf(fold)}-${id}`;

interface NamedFold {
  readonly name: string;
  readonly prefix?: string;
}

/**
 * Whether something looks like the ids of its kind; from JavaScript it may be no text at all.
 * @example
 * isIdOf(lamp, 'high street'); // false
 */
export const isIdOf = ({ ids = ANY_ID }: { readonly ids?: Ids }, id: unknown): boolean =>
  typeof id === 'string' && id.isWellFormed() && wholly(ids.pattern).test(id);

/** From the first to the last character, and the same at every call: `g` and `y` remember, `m` stops at a line. */
const wholly = (pattern: RegExp): RegExp => {
  const known =
    whole.get(pattern) ?? new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gmy]/g, ''));
  whole.set(pattern, known);
  return known;
};

const whole = new WeakMap<RegExp, RegExp>();

/** What is answered to whoever would begin a record under an id that another agency has. */
export const takenBy = ({ ids }: { readonly ids?: Ids }): Refusal<'id'> => ids?.taken ?? ANY_ID.taken;

/** The stream that a fact is about; undefined for the record's own, and where no such record can be. */
export const streamOfFact = ({ fold, id, own }: StreamFact<unknown>): string | undefined =>
  own !== undefined || id === undefined || !isIdOf(fold, id) ? undefined : streamOf(fold, id);

/**
 * The text after the first `-`: `E05000140` of `ward-E05000140`.
 * @example
 * idOf('lamp-high-street-1'); // 'high-street-1'
 */
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/**
 * The text before the first `-`, as KurrentDB's category projection has it.
 * @example
 * categoryOf('lamp-high-street-1'); // 'lamp'
 */
export const categoryOf = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));

/** A fold whose events are no longer known to the compiler. */
export interface AnyFold {
  readonly name: string;
  readonly prefix?: string;
  readonly ids?: Ids;
  readonly initial: unknown;
  readonly events: readonly AnyEventDefinition[];
  readonly evolve: object;
  readonly comparesText?: true;
  readonly ownerOfId?: (id: string) => string;
  readonly begunFor?: object;
}

/** A decider whose commands are no longer known to the compiler: as a runner of all deciders sees it. */
export interface AnyDecider extends AnyFold {
  readonly decide: object;
  readonly facts: object;
  readonly subject?: unknown;
  readonly readers?: readonly string[];
  readonly others?: object;
  readonly stands?: object;
  readonly settled?: readonly string[];
  readonly cameOf?: object;
  readonly follows?: readonly string[];
}

type Answers<Table> = Extract<Table[keyof Table], (...given: never) => unknown>;

/** The commands of a decider, of one of several those of each; of a decider that is no longer known, any. */
export type CommandOf<D extends AnyDecider> = D extends AnyDecider
  ? [keyof D['decide']] extends [never]
    ? Command
    : Extract<Parameters<Answers<D['decide']>>[0], Command>
  : never;

/** What a command to this decider is sent as. */
export type UnsentTo<D extends AnyDecider> = D extends AnyDecider
  ? [keyof D['decide']] extends [never]
    ? Message
    : Unsent<CommandOf<D>> | StrikeThrough
  : never;

/** The events of a fold, of one of several those of each. */
export type EventIn<F extends AnyFold> = F extends AnyFold
  ? [keyof F['evolve']] extends [never]
    ? Message
    : Extract<Parameters<Answers<F['evolve']>>[1], Message>
  : never;

/** What a fold comes to. */
export type StateOf<F extends AnyFold> = F['initial'];
