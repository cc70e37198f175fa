import Negotiator from 'negotiator';

const JSON_ANSWER = 'application/json';
const GRAPHQL_ANSWER = 'application/graphql-response+json';

/** What a client is answered in; nothing where it takes neither. Without `Accept` it is what old clients read. */
export const mediaTypeFor = (
  accept: string | undefined,
): typeof JSON_ANSWER | typeof GRAPHQL_ANSWER | undefined => {
  if (accept === undefined || accept === '') return JSON_ANSWER;
  const preferred = new Negotiator({ headers: { accept } }).mediaType([JSON_ANSWER, GRAPHQL_ANSWER]);
  return [JSON_ANSWER, GRAPHQL_ANSWER].find((type) => type === preferred) as
    typeof JSON_ANSWER | typeof GRAPHQL_ANSWER | undefined;
};
