/** The name that somebody probably meant: the nearest within a third of its letters; undefined where none is. */
const closest = (written: string, names: readonly string[]): string | undefined => {
  const [nearest] = names
    .map((name) => ({ name, far: distance(written.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, far }) => far <= Math.ceil(name.length / 3))
    .sort((a, b) => a.far - b.far);
  return nearest?.name;
};

/** How many letters must be put in, left out or changed. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[b.length] ?? 0;
};

/** A name as a message may repeat it: what a programmer writes, and nobody's words. */
export const named = (written: unknown): string => (isName(written) ? written : 'of that name');

/** A second sentence, where somebody probably meant one of these names. */
export const didYouMean = (written: unknown, names: readonly string[]): string => {
  const meant = isName(written) ? closest(written, names) : undefined;
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
};

const isName = (written: unknown): written is string =>
  typeof written === 'string' && /^[A-Za-z_][A-Za-z0-9_]{0,59}$/.test(written);
