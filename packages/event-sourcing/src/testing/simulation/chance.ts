/** What a seed makes happen: the same for the same seed, on every machine. */
export interface Chance {
  /** From 0, below 1. */
  readonly random: () => number;
  /** A whole number from 0, below this one. */
  readonly int: (below: number) => number;
  readonly happens: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
}

export const chanceOf = (seed: number, salt: number): Chance => {
  let state = mixed(Math.imul(seed, 0x9e3779b1) ^ mixed(salt + 0x51ed));
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(random() * below);
  return {
    random,
    int,
    happens: (share) => random() < share,
    pick: <T>(from: readonly T[]) => from[int(from.length)] as T,
  };
};

const mixed = (number: number): number => {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
};
