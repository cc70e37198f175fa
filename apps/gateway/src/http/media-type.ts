import Negotiator from 'negotiator';

const JSON_ANSWER = 'application/json';
const GRAPHQL_ANSWER = 'application/graphql-response+json';

type Answered = typeof JSON_ANSWER | typeof GRAPHQL_ANSWER | undefined;

// A client sends the same words with every request; whoever makes them up drives out no more than so many.
const MOST_REMEMBERED = 100;
const remembered = new Map<string, Answered>();

/** What a client is answered in; nothing where it takes neither. Without `Accept` it is what old clients read. */
export const mediaTypeFor = (accept: string | undefined): Answered => {
  if (accept === undefined || accept === '') return JSON_ANSWER;
  if (remembered.has(accept)) return remembered.get(accept);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const answered = preferredOf(accept);
  remembered.set(accept, answered);
  return answered;
};

const preferredOf = (accept: string): Answered => {
  const preferred = new Negotiator({ headers: { accept } }).mediaType([JSON_ANSWER, GRAPHQL_ANSWER]);
  return ([JSON_ANSWER, GRAPHQL_ANSWER] as const).find((type) => type === preferred);
};
