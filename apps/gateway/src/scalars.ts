import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import * as forms from './formats.ts';
import { refusedRequest } from './refused-request.ts';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What does not fit is not repeated: it may be about a person. */
const doesNotFit = (words: string, node: ValueNode | undefined): Error =>
  refusedRequest('BAD_USER_INPUT', words, node);

const textIn = (node: ValueNode): string | undefined => (node.kind === Kind.STRING ? node.value : undefined);

const instantIn = (sent: unknown, node?: ValueNode): Date => {
  try {
    return GraphQLDateTime.parseValue(sent);
  } catch {
    throw doesNotFit('Give a date and a time with its offset, for example 2013-03-01T09:30:00Z.', node);
  }
};

/** An instant. It is sent with any offset, and shown in UTC with milliseconds. */
export const DateTime = new GraphQLScalarType<Date | string, string>({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  description:
    'An instant, as RFC 3339 writes it, for example 2013-03-01T09:30:00Z. Wardbook shows UTC, with milliseconds.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  extensions: {},
  parseValue: (sent) => instantIn(sent),
  parseLiteral: (node) => instantIn(textIn(node), node),
  // Rows hold it as it is shown: what is so already need not be read and written anew.
  serialize: (shown) =>
    typeof shown === 'string' && ISO.test(shown) ? shown : GraphQLDateTime.serialize(shown).toISOString(),
});

interface WrittenAs {
  readonly name: string;
  readonly description: string;
  readonly form: RegExp;
  /** What to send instead of what does not fit. */
  readonly words: string;
  readonly isThere?: (sent: string) => boolean;
}

const written = ({ name, description, form, words, isThere = () => true }: WrittenAs) => {
  const read = (sent: unknown, node?: ValueNode): string => {
    if (typeof sent === 'string' && form.test(sent) && isThere(sent)) return sent;
    throw doesNotFit(words, node);
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (shown) => shown as string,
    parseValue: (sent) => read(sent),
    parseLiteral: (node) => read(textIn(node), node),
  });
};

const isDay = (sent: string): boolean => {
  const instant = new Date(`${sent}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(sent);
};

/** A day in London: `2023-01-18`. */
export const LondonDayScalar = written({
  name: 'LondonDay',
  description: 'A day in London (Europe/London), for example 2023-01-18.',
  form: forms.DAY,
  words: 'Give a day in London that there is, for example 2023-01-18.',
  isThere: isDay,
});

/** A month in London: `2013-03`. */
export const LondonMonthScalar = written({
  name: 'LondonMonth',
  description: 'A calendar month in London (Europe/London), for example 2013-03.',
  form: forms.MONTH,
  words: 'Give a month in London, for example 2013-03.',
});
