import type { AnyDecider, CommandOf } from '@wardbook/event-sourcing';

/** What the mechanism stamps, and what a world says for itself. */
type Stamped = 'type' | 'id' | 'owner' | 'occurredAt';

/** Per field of a command the values that worlds choose from; `undefined` among them leaves an optional field out. */
type Choices<C> = {
  readonly [Field in Exclude<keyof C, Stamped>]-?: readonly (
    C[Field] | (object extends Pick<C, Field> ? undefined : never)
  )[];
};

type Named<C, Type extends string> = C extends { readonly type: Type } ? C : never;

/** What a command begins, as the commands that end it, one of which does; none where nothing does yet. */
interface Begins<Type extends string> {
  readonly endedBy: readonly Type[];
}

/**
 * `ENDS`: it ends something. `CHANGES`: it says otherwise what another command began. `MOMENT`: it is of one moment, and
 * lasts no longer. Or why what it says stays so for ever.
 */
export type Lasting<Type extends string> =
  Begins<Type> | 'ENDS' | 'CHANGES' | 'MOMENT' | { readonly forGood: string };

/** Kinds of records that another one may name. */
export type Referred =
  | 'adviceCase'
  | 'agency'
  | 'attendance'
  | 'behaviourContract'
  | 'borough'
  | 'crime'
  | 'intelligence'
  | 'member'
  | 'policy'
  | 'problem'
  | 'promise'
  | 'referral'
  | 'report'
  | 'subject'
  | 'survey'
  | 'team'
  | 'visit'
  | 'ward';

/** What the laws have to know of one kind of record. Without a line for a command it does not compile. */
export interface LawsOf<D extends AnyDecider> {
  /** Of its records in a world: one that the year tells of, and some that it does not. */
  readonly ids: readonly [string, ...string[]];
  readonly says: {
    readonly [Type in CommandOf<D>['type']]: Choices<Named<CommandOf<D>, Type>>;
  };
  readonly lasts: { readonly [Type in CommandOf<D>['type']]: Lasting<CommandOf<D>['type']> };
  /**
   * Which fields name which kind of record, dotted where they are within another. `OWN`: it may look like the id of a
   * record, and is a name of its own.
   */
  readonly names: { readonly [Type in CommandOf<D>['type']]?: Readonly<Record<string, Referred | 'OWN'>> };
  /** Fields of its state that keep where something is on record, or what was told: every order has its own. */
  readonly places?: readonly string[];
  /** What rules and views ask of such fields instead: that is compared. */
  readonly outcome?: (state: D['initial']) => unknown;
  /** Commands that mean something each time they are sent, and why. */
  readonly repeatable?: { readonly [Type in CommandOf<D>['type']]?: string };
}
