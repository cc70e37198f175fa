import type { Chance } from './chance.ts';

/** Whoever does things by itself: one run of a gateway, or the world around them. */
export interface Owner {
  readonly name: string;
  alive: boolean;
  /** Nothing that it does goes on before this moment, UTC milliseconds. */
  pausedUntil: number;
}

/** Time and order of a simulated world: nothing goes on there by itself, and nothing takes real time. */
export interface Scheduler {
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly steps: () => number;
  /** Lets something go on in its turn, whenever that is; what is `remote` goes on though its owner stands still. */
  readonly post: (owner: Owner, run: () => void, remote?: boolean) => void;
  readonly after: (owner: Owner, milliseconds: number, run: () => void) => () => void;
  readonly sleep: (owner: Owner, milliseconds: number) => Promise<void>;
  /** Asks something of the world outside: the question and the answer take their time. It never returns to the dead. */
  readonly ask: <Answer>(owner: Owner, work: () => Promise<Answer>) => Promise<Answer>;
  /** Nothing that the owner does goes on; what it asked for may still have its effect. */
  readonly kill: (owner: Owner) => void;
  /** Lets one after the other go on until all is over. Throws where that never comes. */
  readonly run: (isOver: () => boolean, mostSteps: number) => Promise<void>;
}

interface Step {
  readonly owner: Owner;
  readonly remote: boolean;
  readonly run: () => void;
}

interface Timer {
  readonly at: number;
  readonly step: Step;
}

/** The first moment of every simulated world. */
export const BEGINNING = Date.parse('2026-03-01T00:00:00.000Z');

export const scheduler = (chance: Chance): Scheduler => {
  let now = BEGINNING;
  let steps = 0;
  let ready: Step[] = [];
  let timers: Timer[] = [];

  const post: Scheduler['post'] = (owner, run, remote = false) => {
    if (owner.alive) ready.push({ owner, remote, run });
  };
  const after: Scheduler['after'] = (owner, milliseconds, run) => {
    if (!owner.alive) return () => undefined;
    const timer: Timer = { at: now + milliseconds, step: { owner, remote: false, run } };
    const later = timers.findIndex(({ at }) => at > timer.at);
    timers.splice(later === -1 ? timers.length : later, 0, timer);
    return () => {
      const index = timers.indexOf(timer);
      if (index !== -1) timers.splice(index, 1);
    };
  };
  const canGoOn = ({ owner, remote }: Step): boolean => remote || owner.pausedUntil <= now;
  const takeNext = (): Step | undefined => {
    while (timers[0] && timers[0].at <= now) ready.push(timers.shift()!.step);
    // Almost always the first guess can go on.
    let index = ready.length > 0 ? chance.int(ready.length) : -1;
    if (ready[index] && !canGoOn(ready[index]!)) index = ready.findIndex(canGoOn);
    return index === -1 ? undefined : ready.splice(index, 1)[0];
  };
  const passTime = (): void => {
    const moments = ready.map(({ owner }) => owner.pausedUntil);
    const next = Math.min(timers[0]?.at ?? Infinity, ...moments);
    if (next === Infinity) throw new Error('Nothing will ever go on.');
    now = next;
  };

  return {
    now: () => now,
    steps: () => steps,
    post,
    after,
    sleep: (owner, milliseconds) => new Promise((resolve) => void after(owner, milliseconds, resolve)),
    ask: (owner, work) =>
      new Promise((resolve) => {
        const question = (): void => {
          const done = work();
          const answer = (): void => post(owner, () => resolve(done));
          done.then(answer, answer);
        };
        post(owner, question, true);
      }),
    kill: (owner) => {
      owner.alive = false;
      // Half of what is on its way arrives.
      ready = ready.filter((step) => step.owner !== owner || (step.remote && chance.happens(0.5)));
      timers = timers.filter(({ step }) => step.owner !== owner);
    },
    run: async (isOver, mostSteps) => {
      for (;;) {
        // Whatever can go on without the world outside has done so then.
        await new Promise((resolve) => process.nextTick(resolve));
        if (isOver()) return;
        const step = takeNext();
        if (!step) {
          passTime();
          continue;
        }
        if ((steps += 1) > mostSteps) throw new Error('It never comes to rest.');
        now += chance.int(3);
        step.run();
      }
    },
  };
};
