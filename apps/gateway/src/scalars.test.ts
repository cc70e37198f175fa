import { expect, test } from '@jest/globals';
import { GraphQLObjectType, GraphQLSchema, GraphQLString, parse, validate } from 'graphql';
import { DateTime, LondonDayScalar, LondonMonthScalar } from './scalars.ts';

const query = new GraphQLObjectType({
  name: 'Query',
  fields: {
    found: {
      type: GraphQLString,
      args: {
        at: { type: DateTime },
        day: { type: LondonDayScalar },
        month: { type: LondonMonthScalar },
      },
    },
  },
});

test.each(['at: "yesterday"', 'at: 5', 'day: "2026-02-30"', 'day: 5', 'month: "2026-13"'])(
  'C-08: where in the document a moment is that does not fit is said: %s',
  (argument) => {
    const text = `{ found(${argument}) }`;
    const [error] = validate(new GraphQLSchema({ query }), parse(text));
    expect(error?.locations).toEqual([{ line: 1, column: text.indexOf(': ') + 3 }]);
    expect(error?.extensions['code']).toBe('BAD_USER_INPUT');
  },
);
