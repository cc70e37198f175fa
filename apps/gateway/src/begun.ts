/** Standings of rows that only other streams speak of, as yet. */
const NOT_BEGUN: readonly string[] = ['EXPECTED', 'NOT_PROPOSED'];

/** The row, if there is one and it has begun; nobody is shown a thing of which there is no more than a mention. */
export const begun = <Row extends { readonly standing: string }>(row: Row | undefined): Row | null =>
  row && !NOT_BEGUN.includes(row.standing) ? row : null;
