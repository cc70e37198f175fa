import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { EMPTY_LOCK, changesAgainst, lockOf, lockText, readLock, renewedLock } from './event-lock.ts';
import { event, object, personal, publicText, retired, type AnyEventDefinition } from './event.ts';

const code = (longest: number) => z.string().regex(new RegExp(`^[a-z]{1,${String(longest)}}$`));
const fields = {
  ward: code(9),
  minutes: z.int().min(1).max(60),
  kind: z.enum(['A', 'B']),
  note: publicText(80).optional(),
  person: personal(z.string().max(40)).optional(),
  by: z.union([object({ team: code(9) }), object({ force: code(9), rank: z.int().max(3) })]),
  stops: z.array(object({ street: code(20), floor: z.int().min(0).max(9) })).max(5),
};
const visited = event('Visited', fields);
const lock = lockOf([visited]);

/** One sentence for each difference, by kind. */
const against = (...definitions: readonly AnyEventDefinition[]) =>
  changesAgainst(lock, definitions).map(({ kind, says }) => [kind, says]);
const saysOf = (changed: Partial<Record<keyof typeof fields | 'more', z.ZodType>>): unknown =>
  against(event('Visited', { ...fields, ...changed }));

const VERSIONED =
  'Events on record keep the shape that they have: put it back, and say what is different from now on with .becomes(fields, step).';
const WIDENED =
  'If all who read it can take that, lock it anew with a reason; if not, put it back and add a version with .becomes(fields, step).';

describe('K-07: a lock refuses a change of what is on record:', () => {
  const stop = fields.stops.element.shape;
  const { note: _note, ...withoutNote } = fields;
  test.each<[string, unknown, string]>([
    ['a field more', saysOf({ more: z.int().optional() }), 'the field more was added'],
    ['a field less', against(event('Visited', withoutNote)), 'the field note was removed'],
    ['a field that is required now', saysOf({ note: publicText(80) }), 'the field note is required now'],
    [
      'a field that may be left out',
      saysOf({ ward: fields.ward.optional() }),
      'the field ward may be left out now',
    ],
    [
      'a smaller number',
      saysOf({ minutes: z.int().min(1).max(59) }),
      'the field minutes takes something else now',
    ],
    ['shorter text', saysOf({ note: publicText(79).optional() }), 'the field note takes something else now'],
    ['a code less', saysOf({ kind: z.enum(['A']) }), 'the field kind takes something else now'],
    ['another kind of value', saysOf({ minutes: code(2) }), 'the field minutes takes something else now'],
    ['no pattern any more', saysOf({ ward: publicText(9) }), 'the field ward takes something else now'],
    [
      'a field inside a list',
      saysOf({ stops: z.array(object({ ...stop, door: z.int() })).max(5) }),
      'the field stops[].door was added',
    ],
    [
      'a list that was one value',
      saysOf({ ward: z.array(code(9)) }),
      'the field ward takes something else now, the field ward[] was added',
    ],
    [
      'a value that was personal',
      saysOf({ person: publicText(40).optional() }),
      'the field person takes something else now, which fields are personal changed',
    ],
    [
      'a value that is personal now',
      saysOf({ ward: personal(code(9)) }),
      'the field ward takes something else now, which fields are personal changed',
    ],
    [
      'another regime',
      against(event('Visited', fields, { regime: 'LAW_ENFORCEMENT' })),
      'the regime changed',
    ],
    [
      'another classification',
      against(event('Visited', fields, { classification: 'OFFICIAL_SENSITIVE' })),
      'the classification changed',
    ],
  ])('%s', (_, found, what) => {
    expect(found).toEqual([['REFUSED', `Visited, version 1: ${what}. ${VERSIONED}`]]);
  });

  test('also of an older version', () => {
    const versions = visited.becomes({ ward: code(9) }, ({ ward }) => ({ ward }));
    const other = event('Visited', { ...fields, kind: z.enum(['A']) }).becomes(
      { ward: code(9) },
      ({ ward }) => ({
        ward,
      }),
    );
    expect(changesAgainst(lockOf([versions]), [other])).toMatchObject([
      { kind: 'REFUSED', says: `Visited, version 1: the field kind takes something else now. ${VERSIONED}` },
    ]);
  });

  test('a version that is gone', () => {
    const versions = lockOf([visited.becomes({}, () => ({}))]);
    expect(changesAgainst(versions, [visited])).toEqual([
      {
        type: 'Visited',
        kind: 'REFUSED',
        says: 'Visited, version 2 is gone, and may be on record: bring its shape and its step back.',
      },
    ]);
  });

  test('a definition that is gone', () => {
    const says =
      'Visited is gone, and events of it may be on record: bring it back, as retired(…) if nothing writes it any more, or under its new name with formerly.';
    expect(against()).toEqual([['REFUSED', says]]);
    expect(against(event('Called', fields))).toEqual([
      ['REFUSED', says],
      ['ADDED', 'Called is new.'],
    ]);
  });

  test('K-07: a former name that is another event’s own, of another kind perhaps', () => {
    const [one, two] = [event('Visited', fields), event('Called', fields)];
    expect(
      changesAgainst(lockOf([one, two]), [event('Called', fields, { formerly: ['Visited'] })]),
    ).toMatchObject([
      { type: 'Called', kind: 'ADDED' },
      { type: 'Visited', kind: 'REFUSED' },
    ]);
  });

  test('a former name that is forgotten', () => {
    const renamed = event('Called', fields, { formerly: ['Visited', 'Seen'] });
    expect(changesAgainst(lockOf([renamed]), [event('Called', fields, { formerly: ['Seen'] })])).toEqual([
      {
        type: 'Called',
        kind: 'REFUSED',
        says: 'Called was recorded as Visited before, and no longer says so: name it under formerly.',
      },
    ]);
  });

  test('two definitions of one name', () => {
    const again = event('Visited', fields);
    expect(() => lockOf([visited, again])).toThrow('Visited is the name of two definitions.');
    expect(() => lockOf([visited, event('Called', {}, { formerly: ['Visited'] })])).toThrow(TypeError);
  });
});

describe('K-07: a lock takes', () => {
  test('one and the same definition of several kinds', () => {
    expect(lockOf([visited, visited])).toEqual(lockOf([visited]));
  });

  test('the same again, in another order', () => {
    expect(against(event('Visited', Object.fromEntries(Object.entries(fields).reverse())))).toEqual([]);
  });

  test('a new type, a new version, a new name, and a retirement', () => {
    const next = visited.becomes({ ward: code(9) }, ({ ward }) => ({ ward }));
    expect(against(next, event('Called', {}))).toEqual([
      ['ADDED', 'Visited has a version 2.'],
      ['ADDED', 'Called is new.'],
    ]);
    const renamed = event('Called', fields, { formerly: ['Visited'] });
    expect(against(renamed)).toEqual([['ADDED', 'Called was Visited.']]);
    expect(against(retired(visited))).toEqual([['ADDED', 'Visited is retired.']]);
    for (const definitions of [[next], [renamed], [retired(visited)]])
      expect(renewedLock(lock, definitions)).toEqual(lockOf(definitions));
  });

  test('wider fields only with a reason, which it keeps', () => {
    const wider = event('Visited', {
      ...fields,
      ward: code(12),
      minutes: z.int().min(0).max(90),
      kind: z.enum(['A', 'B', 'C']),
      note: publicText(100).optional(),
      person: personal(z.string().max(50)).optional(),
      by: z.union([object({ team: code(10) }), object({ force: code(9), rank: z.int().max(4) })]),
      stops: z.array(fields.stops.element).max(6),
    });
    const says = `Visited, version 1: the field by takes more now, the field kind takes more now, the field minutes takes more now, the field note takes more now, the field person takes more now, the field stops takes more now, the field ward takes more now. ${WIDENED}`;
    expect(against(wider)).toEqual([['WIDENED', says]]);
    expect(() => renewedLock(lock, [wider])).toThrow(says);
    const renewed = renewedLock(lock, [wider], 'wards of Wales');
    expect(renewed).toEqual({
      events: lockOf([wider]).events,
      relocked: [{ because: 'wards of Wales', events: ['Visited'] }],
    });
    expect(renewedLock(renewed, [wider], 'nothing is wider now')).toEqual(renewed);
  });

  test('nothing else with a reason either', () => {
    expect(() => renewedLock(lock, [event('Visited', {})], 'because')).toThrow(VERSIONED);
    const half = event('Visited', { ...fields, ward: code(12), kind: z.enum(['A']) });
    expect(() => renewedLock(lock, [half], 'because')).toThrow(VERSIONED);
  });
});

describe('the text of a lock', () => {
  test('has a block for each event and a line for each field, and reads back', () => {
    const text = lockText(renewedLock(EMPTY_LOCK, [event('Zoned', { zone: code(3) }), visited]));
    expect(readLock(text)).toEqual(lockOf([visited, event('Zoned', { zone: code(3) })]));
    expect(text).toContain(`
    "Zoned": {
      "versions": {
        "1": {
          "classification": "UNMARKED",
          "personal": [],
          "regime": "GENERAL",
          "schema": {
            "additionalProperties": false,
            "properties": {
              "zone": {"pattern": "^[a-z]{1,3}$", "type": "string"}
            },
            "required": ["zone"],
            "type": "object"
          }
        }
      }
    }
  },
  "relocked": []
}
`);
  });
});
