import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { IN_OTHER_WORDS, SAYINGS, WITHOUT_CODE } from './masked-words.ts';
import { RefusedRequest } from './refused-request.ts';
import { wordsOf } from './schema-words.ts';

/** Turns an error into what a client may see of it: what was sent never comes back. */
export type Mask = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/**
 * P-18: a code, and a sentence of ours. graphql-js repeats names, values and whole literals of documents, and a value
 * may be about a person; so no text of its leaves. Of its words only those that the schema has itself are told again.
 */
export const maskFor = (schema: GraphQLSchema): Mask => {
  const isKnown = wordsOf(schema);
  return ({ path, locations }, error) => {
    const { code, message } = saidOf(error, isKnown);
    if (code === 'INTERNAL') return { message, ...(path && { path }), extensions: { code } };
    return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
  };
};

/** Whether a word is the schema's own. */
type IsKnown = (word: string) => boolean;

interface Said {
  readonly code: string;
  readonly message: string;
}

const INTERNAL: Said = { code: 'INTERNAL', message: 'Something went wrong here.' };

const saidOf = (error: unknown, isKnown: IsKnown): Said => {
  const ours = oursIn(error);
  if (ours) return { code: ours.code, message: `${placeIn(error, isKnown)}${ours.message}` };
  if (!(error instanceof GraphQLError)) return INTERNAL;
  const code = codeOf(error);
  const general = code === undefined ? undefined : IN_OTHER_WORDS[code];
  if (code === undefined || general === undefined) return INTERNAL;
  return { code, message: `${placeIn(error, isKnown)}${reworded(reasonOf(error), isKnown) ?? general}` };
};

/** The refusal of ours that an error is, or was made of. */
const oursIn = (error: unknown): RefusedRequest | undefined => {
  if (error instanceof RefusedRequest) return error;
  return error instanceof GraphQLError ? oursIn(error.originalError) : undefined;
};

/** What Apollo says of it; where it says nothing, what graphql-js means, unless something of ours was thrown. */
const codeOf = (error: GraphQLError): string | undefined => {
  const { code } = error.extensions;
  if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') return code;
  if (!isOfGraphql(error)) return undefined;
  const [said] = WITHOUT_CODE.find(([, begins]) => begins.test(error.message)) ?? [];
  return said;
};

const isOfGraphql = ({ originalError }: GraphQLError): boolean =>
  originalError === undefined || (originalError instanceof GraphQLError && isOfGraphql(originalError));

/** Of a variable, graphql-js has the reason in an error of its own; its message begins with the value. */
const reasonOf = ({ message, originalError }: GraphQLError): string =>
  isOfVariable(message) && originalError ? originalError.message : message;

const isOfVariable = (message: string): boolean => /^Variable "\$\w+" got invalid value /.test(message);

/** Where in a variable it is: a path of fields that the schema has, and of numbers. */
const placeIn = (error: unknown, isKnown: IsKnown): string => {
  if (!(error instanceof GraphQLError) || !error.originalError || !isOfVariable(error.message)) return '';
  const before = error.message.slice(0, -error.originalError.message.length);
  const [, path = ''] = / at "\w+\.?((?:\.?\w+|\[\d+\])+)"; $/.exec(before) ?? [];
  const fields = path.match(/[A-Za-z_]\w*/g) ?? [];
  return fields.length > 0 && fields.every(isKnown) ? `At ${path} of a variable: ` : '';
};

const reworded = (reason: string, isKnown: IsKnown): string | undefined => {
  for (const [, pattern, inOurWords] of SAYINGS) {
    const [match, ...words] = pattern.exec(reason) ?? [];
    if (match === undefined) continue;
    const names = words.map((word) => word.replace(/[[\]!]/g, ''));
    return names.every(isKnown) ? inOurWords(...names) : undefined;
  }
  return undefined;
};
