import type { AnyDecider, AnyFold, Fact } from './decider.ts';
import type { Moment } from './event-store.ts';
import type { AnyProcess, Outgoing } from './process.ts';
import type { AnyView } from './view.ts';

/**
 * The same definition in a log that it shares with another domain: its streams begin with the prefix, and so do those
 * of the facts it asks for. Inside the domain nothing changes: steps see streams by the domain's own names.
 */
export const underPrefix = <F extends AnyFold>(fold: F, prefix: string): F => {
  // One that has its prefix keeps it: so a decision can rest on the records of another domain.
  if (prefix === '' || fold.prefix !== undefined) return fold;
  const known = made.get(fold)?.get(prefix);
  if (known) return known as F;
  const under: AnyFold = {
    ...fold,
    prefix,
    evolve: stepsUnder(fold, prefix),
    ...('facts' in fold && { facts: factsUnder(fold as unknown as AnyDecider, prefix) }),
  };
  const all = made.get(fold) ?? new Map<string, object>();
  made.set(fold, all.set(prefix, under));
  return under as F;
};

/** The same view or process there; its rows, and the place of a process, are kept under a name of their own. */
export const viewUnderPrefix = <V extends AnyView>(view: V, prefix: string): V => {
  if (prefix === '') return view;
  const known = made.get(view)?.get(prefix);
  if (known) return known as V;
  const process = view as unknown as Partial<AnyProcess>;
  const under: AnyView = {
    ...view,
    name: `${prefix}-${view.name}`,
    of: view.of.map((fold) => underPrefix(fold, prefix)),
    evolve: stepsUnder(view, prefix),
    ...(view.keys && { keys: keysUnder(view.keys, prefix) }),
    ...(process.react && { react: reactionsUnder(process.react, prefix) }),
    ...(process.whenDue !== undefined && { whenDue: dueUnder(process.whenDue as WhenDue, prefix) }),
  };
  const all = made.get(view) ?? new Map<string, object>();
  made.set(view, all.set(prefix, under));
  return under as V;
};

// State caches go by the identity of a definition.
const made = new WeakMap<object, Map<string, object>>();

type Steps<One> = Readonly<Record<string, One>>;
type Step = (before: unknown, event: unknown, moment: Moment) => unknown;

const stepsUnder = ({ evolve }: { readonly evolve: object }, prefix: string): object =>
  Object.fromEntries(
    Object.entries(evolve as Steps<Step>).map(([type, step]) => [
      type,
      (before: unknown, event: unknown, moment: Moment) => step(before, event, withoutPrefix(moment, prefix)),
    ]),
  );

const keysUnder = (keys: object, prefix: string): object =>
  Object.fromEntries(
    Object.entries(keys as Steps<(event: unknown, moment: Moment) => unknown>).map(([type, keyOf]) => [
      type,
      (event: unknown, moment: Moment) => keyOf(event, withoutPrefix(moment, prefix)),
    ]),
  );

type React = (row: unknown, event: unknown, moment: Moment) => readonly Outgoing[];

const reactionsUnder = (react: object, prefix: string): object =>
  Object.fromEntries(
    Object.entries(react as Steps<React>).map(([type, answer]) => [
      type,
      (row: unknown, event: unknown, moment: Moment) =>
        addressed(answer(row, event, withoutPrefix(moment, prefix)), prefix),
    ]),
  );

type WhenDue = (row: unknown, key: string) => readonly Outgoing[];

const dueUnder =
  (whenDue: WhenDue, prefix: string): WhenDue =>
  (row, key) =>
    addressed(whenDue(row, key), prefix);

const addressed = (outgoing: readonly Outgoing[], prefix: string): readonly Outgoing[] =>
  outgoing.map((one) => ({ ...one, decider: underPrefix(one.decider, prefix) }));

type Ask = (command: unknown, state: unknown) => Readonly<Record<string, Fact<unknown>>>;

const factsUnder = ({ facts }: AnyDecider, prefix: string): object =>
  Object.fromEntries(
    Object.entries(facts as Steps<Ask>).map(([type, ask]) => [
      type,
      (command: unknown, state: unknown) =>
        Object.fromEntries(
          Object.entries(ask(command, state)).map(([name, fact]) => [name, factUnder(fact, prefix)]),
        ),
    ]),
  );

const factUnder = (fact: Fact<unknown>, prefix: string): Fact<unknown> =>
  'first' in fact
    ? {
        first: factUnder(fact.first, prefix),
        next: (state) => factUnder(fact.next(state), prefix),
      }
    : { ...fact, fold: underPrefix(fact.fold, prefix) };

/** A moment as the domain itself names its stream; a stream of another domain keeps its name. */
const withoutPrefix = <M extends Moment>(moment: M, prefix: string): M => {
  const bare = moment.stream.slice(prefix.length);
  const isOwn = moment.stream.startsWith(prefix) && /^[A-Z]/.test(bare);
  return isOwn ? { ...moment, stream: `${bare.slice(0, 1).toLowerCase()}${bare.slice(1)}` } : moment;
};

/** Whether a word may stand before the names of streams, which are in camel case, and of views, which are not. */
export const isPrefix = (prefix: string): boolean => /^[a-z]*$/.test(prefix);
