import { setTimeout as pause } from 'node:timers/promises';
import { but, type Wrong } from './wrong-rows.test.data.ts';

const HOUR = 60 * 60_000;

export const WRONG_LEASES: readonly (readonly [string, Wrong])[] = [
  but(
    'know no clock for leases',
    (rows) => {
      const holders = new Map<string, string>();
      return {
        lease: async (name, holder, milliseconds) => {
          const held = holders.get(name);
          if (held !== undefined && held !== holder) return false;
          if (milliseconds === 0) holders.delete(name);
          else holders.set(name, holder);
          return rows.lease(name, holder, milliseconds);
        },
      };
    },
    'a lease that ran out',
    'a lease lasts',
  ),
  but(
    'give a lease to whoever asks',
    (rows) => ({ lease: (name, _, milliseconds) => rows.lease(name, '', milliseconds) }),
    'a lease has one holder',
    'of many who ask',
    'a lease that its holder gives back',
    'a lease that ran out',
    'a holder may renew',
    'a lease lasts',
  ),
  but(
    'have one lease for all',
    (rows) => ({ lease: (_, holder, milliseconds) => rows.lease('', holder, milliseconds) }),
    'a lease has one holder',
  ),
  but(
    'look who has a lease, then wait',
    (rows) => {
      const held = new Map<string, { readonly holder: string; readonly until: number }>();
      return {
        lease: async (name, holder, milliseconds) => {
          const found = held.get(name);
          await pause(1);
          if (found && found.holder !== holder && found.until > Date.now()) return false;
          held.set(name, { holder, until: Date.now() + milliseconds });
          return (await rows.lease(name, '', milliseconds)) || true;
        },
      };
    },
    'of many who ask',
  ),
  but(
    'ask when a lease ends and not when it was taken',
    (rows, clock) => {
      const ends = new Map<string, { readonly holder: string; readonly until: number }>();
      return {
        lease: async (name, holder, milliseconds) => {
          const held = ends.get(name);
          if (held && held.holder !== holder && held.until > clock.now()) return false;
          ends.set(name, { holder, until: clock.now() + milliseconds });
          return true;
        },
      };
    },
    'a lease that was taken in the future',
  ),
  but(
    'take nothing back',
    (rows) => ({
      lease: (name, holder, milliseconds) =>
        rows.lease(name, holder, milliseconds === 0 ? HOUR : milliseconds),
    }),
    'a lease that its holder gives back',
  ),
  but(
    'take a lease back from anybody',
    (rows) => {
      const holders = new Map<string, string>();
      return {
        lease: async (name, holder, milliseconds) => {
          if (milliseconds === 0) return rows.lease(name, holders.get(name) ?? holder, 0);
          const held = await rows.lease(name, holder, milliseconds);
          if (held) holders.set(name, holder);
          return held;
        },
      };
    },
    'a lease that its holder gives back',
    'a lease that ran out',
  ),
  but(
    'let nobody renew',
    (rows) => {
      let taken = 0;
      return { lease: (name, _, milliseconds) => rows.lease(name, String((taken += 1)), milliseconds) };
    },
    'a lease has one holder',
    'a lease lasts',
  ),
  but(
    'shut out a holder who came too late',
    (rows) => {
      const ends = new Map<string, number>();
      return {
        lease: async (name, holder, milliseconds) => {
          const end = ends.get(`${name} ${holder}`);
          if (end !== undefined && end <= Date.now()) return false;
          ends.set(`${name} ${holder}`, Date.now() + milliseconds);
          return rows.lease(name, holder, milliseconds);
        },
      };
    },
    'a holder may renew',
  ),
  but(
    'renew and leave the end where it was',
    (rows) => {
      const holders = new Map<string, string>();
      return {
        lease: async (name, holder, milliseconds) => {
          if (holders.get(name) === holder && milliseconds > 0) return !(await rows.lease(name, 'nobody', 0));
          const held = await rows.lease(name, holder, milliseconds);
          if (held) holders.set(name, holder);
          return held;
        },
      };
    },
    'a holder may renew',
    'a lease lasts',
  ),
];
