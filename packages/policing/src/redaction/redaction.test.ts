import { describe, expect, test } from '@jest/globals';
import {
  encloseAll,
  event as defineEvent,
  eventOnRecord,
  publicText,
  z,
  ZERO_HASH,
  type AnyDecider,
  type EventIn,
  type Told,
} from '@wardbook/event-sourcing';
import { at, scenario } from '@wardbook/event-sourcing/testing';
import { engine } from '../engine.test.data.ts';
import { policing } from '../index.ts';
import {
  ADMIN,
  KILBURN,
  OFFICER,
  police,
  RECORDS,
  staffedKilburn,
  SUPERVISOR,
} from '../kilburn.test.data.ts';
import { agency } from '../agency/agency.ts';
import { byClient } from '../by.ts';
import { subject } from '../subject/subject.ts';
import { day, inWard, ofCouncil, ofSubject, struck, type Step } from '../steps.test.data.ts';
import { identifier } from '../values.ts';
import { takingOutOf, type RedactionCommand } from './redaction.ts';
import { communityPriorityRecorded } from '../ward/ward.events.ts';
import { ward } from '../ward/ward.ts';
import { wardHistory } from '../ward/ward.state.ts';
import {
  textRedacted,
  textRedactionDeclined,
  textRedactionGranted,
  textRedactionRequested,
} from './redaction.events.ts';
import { holdsNoWords, mayNotAsk } from './redaction.rules.ts';

const MARCH = '2013-03-04T09:00:00.000Z';
const APRIL = '2013-04-02T09:00:00.000Z';
const ANSWER_BY = '2013-03-07T09:00:00.000Z';
const SECOND_CLERK = police('records-2', 'RECORDS');
/** Of the priority among the events of Kilburn. */
const PRIORITY = staffedKilburn.length - 1;
const given = scenario(ward, KILBURN);
const asking = {
  type: 'RedactText',
  occurredAt: MARCH,
  by: RECORDS,
  request: 'name',
  revision: PRIORITY,
  reason: 'NAMES_A_PERSON',
} as const;
const granting = { type: 'GrantRedaction', occurredAt: APRIL, by: SECOND_CLERK, request: 'name' } as const;
const declining = {
  ...granting,
  type: 'DeclineRedaction',
  reason: 'TOO_LITTLE_INFORMATION',
} as const;
const what = { revision: PRIORITY, reason: 'NAMES_A_PERSON' } as const;
const requested = at<EventIn<typeof ward>>(
  MARCH,
  textRedactionRequested({ request: 'name', ...what, requestedBy: RECORDS.id, answerBy: ANSWER_BY }),
);
const taken = at<EventIn<typeof ward>>(APRIL, textRedactionGranted({ request: 'name' }), textRedacted(what));

describe('P-04: asking that words be taken out', () => {
  test('says which, and why, and until when somebody is to answer', () =>
    given(staffedKilburn)
      .knowingNothingElse()
      .when(asking)
      .emits(
        textRedactionRequested({ request: 'name', ...what, requestedBy: RECORDS.id, answerBy: ANSWER_BY }),
      ));
  test('R-AUTH-1: asked through a system, it is the request of the person for whom that acts', () => {
    const by = byClient({
      client: 'records-system',
      role: 'RECORDS',
      agency: 'police',
      onBehalfOf: RECORDS.id,
    });
    given(staffedKilburn)
      .knowingNothingElse()
      .when({ ...asking, by })
      .emits(
        textRedactionRequested({ request: 'name', ...what, requestedBy: RECORDS.id, answerBy: ANSWER_BY }),
      );
    given(staffedKilburn, requested)
      .when({ ...granting, by: RECORDS })
      .isRefusedBy('R-AUTH-1', 'request');
    given(staffedKilburn, requested)
      .when({ ...granting, by: { ...by, onBehalfOf: SECOND_CLERK.id } })
      .isRefusedBy('R-AUTH-1', 'request');
  });
  test('R-LIFE-2: asked so already, nothing happens; another request has another name', () => {
    given(staffedKilburn, requested).knowingNothingElse().when(asking).emitsNothing();
    given(staffedKilburn, requested)
      .knowingNothingElse()
      .when({ ...asking, reason: 'OTHER' })
      .isRefusedBy('R-LIFE-2', 'request');
  });
  test('R-LIFE-1: not of an event that is not there', () =>
    given(staffedKilburn)
      .knowingNothingElse()
      .when({ ...asking, revision: PRIORITY + 1 })
      .isRefusedBy('R-LIFE-1', 'revision'));
  test('R-LIFE-1: of another force’s record as if it did not exist', () =>
    given(staffedKilburn)
      .ownedBy('another-police')
      .knowingNothingElse()
      .when(asking)
      .isRefusedBy('R-LIFE-1', 'revision'));
  test('R-TEXT-1: not of an event that holds none', () =>
    given(staffedKilburn)
      .knowingNothingElse()
      .when({ ...asking, revision: 0 })
      .isRefusedBy('R-TEXT-1', 'revision'));
  test('R-LIFE-2: not of words that were taken out', () =>
    given(staffedKilburn, requested, taken)
      .knowingNothingElse()
      .when({ ...asking, request: 'again' })
      .isRefusedBy('R-LIFE-2', 'revision'));
  test('R-AUTH-2: the records office asks, and who recorded the words', async () => {
    given(staffedKilburn)
      .knowingNothingElse()
      .when({ ...asking, by: OFFICER })
      .isRefusedBy('R-AUTH-2');
    const event = {
      type: 'CommunityPriorityRecorded',
      by: OFFICER,
      words: 'SEALED',
      isPersonal: false,
    } as const;
    expect(mayNotAsk(OFFICER, event)).toBeUndefined();
    expect(mayNotAsk({ ...OFFICER, agency: 'another-police' }, event)).toMatchObject({ rule: 'R-AUTH-2' });
    expect(mayNotAsk(SUPERVISOR, event)).toMatchObject({ rule: 'R-AUTH-2' });
  });
});

describe('P-04: granting', () => {
  test('takes the words out', () =>
    given(staffedKilburn, requested)
      .when(granting)
      .emits(textRedactionGranted({ request: 'name' }), textRedacted(what)));
  test('R-LIFE-1: nothing that nobody asked for', () =>
    given(staffedKilburn).when(granting).isRefusedBy('R-LIFE-1', 'request'));
  test.each([granting, declining])('R-AUTH-1: $type is for another than asked', (answer) => {
    given(staffedKilburn, requested)
      .when({ ...answer, by: RECORDS })
      .isRefusedBy('R-AUTH-1', 'request');
    given(staffedKilburn, requested)
      .when({ ...answer, by: police('admin-2', 'ADMIN') })
      .isRefusedBy('R-AUTH-2');
  });
  test('R-LIFE-2: words that were taken out by another request are not taken out again', () => {
    const again = at<EventIn<typeof ward>>(
      MARCH,
      textRedactionRequested({ request: 'again', ...what, requestedBy: RECORDS.id, answerBy: ANSWER_BY }),
    );
    given(staffedKilburn, requested, again, taken)
      .when({ ...granting, request: 'again' })
      .isRefusedBy('R-LIFE-2', 'request');
  });
  test('declining leaves them, and is on record', () => {
    given(staffedKilburn, requested)
      .when(declining)
      .emits(textRedactionDeclined({ request: 'name', reason: 'TOO_LITTLE_INFORMATION' }));
    given(
      staffedKilburn,
      requested,
      at(APRIL, textRedactionDeclined({ request: 'name', reason: 'TOO_LITTLE_INFORMATION' })),
    )
      .when(granting)
      .isRefusedBy('R-LIFE-2', 'request');
  });
});

describe('P-04: what is on record', () => {
  test('R-TEXT-2: what is about a person is erased, and not taken out', () => {
    const event = { type: 'Any', by: RECORDS, words: 'NONE', isPersonal: true } as const;
    expect(holdsNoWords(event)).toMatchObject({ rule: 'R-TEXT-2', path: 'revision' });
    expect(holdsNoWords({ ...event, words: 'SEALED' })).toBeUndefined();
  });

  test('R-TEXT-3: words that an older build wrote in clear stay, and whoever asks is told why', async () => {
    const { send, store } = engine();
    const asWritten = defineEvent('CommunityPriorityRecorded', {
      ...{ priority: identifier, source: z.enum(['PUBLIC']) },
      issue: publicText(500),
    });
    const issue = 'Ask Juniper Reed about the gate.';
    const [commandId, stream] = ['of-an-older-build', `ward-${KILBURN}`];
    const recorded = await encloseAll(
      { events: [asWritten] },
      [asWritten({ priority: 'gate', source: 'PUBLIC', issue })],
      {
        stream,
        known: { revision: -1, hash: ZERO_HASH },
        ...{ subject: undefined, sealer: undefined, sender: { clientId: 'test', commandId } },
        part: {
          ...{ occurredAt: MARCH, recordedAt: MARCH, actor: SUPERVISOR },
          ...{ commandId, commandDigest: ZERO_HASH, correlationId: commandId },
        },
      },
    );
    await store.append(stream, -1, recorded);
    const { refusal } = await send(inWard({ ...asking, revision: 0 }));
    expect(refusal).toMatchObject({ rule: 'R-TEXT-3', path: 'revision' });
  });

  test('of an event says who recorded it and whether its words are sealed, also where it was struck through', async () => {
    const { send, store } = engine();
    const offered = { capability: 'LIGHTS', label: 'Street lights', eligibility: 'Ask Juniper Reed.' };
    for (const step of [
      ofCouncil({ type: 'RegisterAgency', ...day('2013-03-01', ADMIN), kind: 'COUNCIL', name: 'Alderwick' }),
      ofCouncil({ type: 'OfferCapability', ...day('2013-03-02', ADMIN), ...offered }),
      struck(agency, 'council', 1, ADMIN),
      ofCouncil({ ...asking, revision: 1, by: ADMIN }),
      ofCouncil(granting),
    ])
      expect((await send(step)).refusal).toBeUndefined();
    expect((await store.readStream('agency-council')).map(({ type }) => type)).toEqual([
      'AgencyRegistered',
      'CapabilityOffered',
      'RecordedInError',
      'TextRedactionRequested',
      'TextRedactionGranted',
      'TextRedacted',
    ]);
  });

  test('of an older event says that its words are in clear', () => {
    const { fold } = eventOnRecord(wardHistory, 0);
    const step = (fold.evolve as Record<string, (...given: unknown[]) => unknown>)[
      'CommunityPriorityRecorded'
    ];
    const event = communityPriorityRecorded({ priority: 'paths', source: 'PUBLIC', issue: 'Unlit paths' });
    const moment = { by: RECORDS, schemaVersion: 1 };
    expect(step?.(undefined, event, moment)).toEqual({
      type: 'CommunityPriorityRecorded',
      by: RECORDS,
      words: 'CLEAR',
      isPersonal: false,
    });
    expect(step?.(undefined, event, { ...moment, schemaVersion: 2 })).toMatchObject({ words: 'SEALED' });
  });
});

test('R-TEXT-2: of a record about a person nothing is taken out, and nobody can grant it', async () => {
  const { send } = engine();
  const to = (command: Told<RedactionCommand>): Step => ({
    decider: takingOutOf(subject),
    id: 'sorrel',
    command,
  });
  const registering = {
    type: 'RegisterSubject',
    ...day('2013-03-01', OFFICER),
    name: 'Sorrel Reed',
  } as const;
  await send(ofSubject('sorrel', registering));
  const { refusal } = await send(to({ ...asking, revision: 0 }));
  expect(refusal).toMatchObject({ rule: 'R-TEXT-2', path: 'revision' });
  expect((await send(to({ ...asking, revision: 1 }))).refusal).toMatchObject({ rule: 'R-LIFE-1' });
  expect((await send(to(granting))).refusal).toMatchObject({ rule: 'R-LIFE-1', path: 'request' });
  expect(takingOutOf(ward)).toBe(ward);
});

test.each(Object.entries<AnyDecider>(policing.kinds))(
  'P-04: words are taken out of a record where somebody types words, and only there: %s',
  (_, { events, decide }) => {
    const hasWords = events.some(({ sealedTexts }) => sealedTexts.length > 0);
    expect('RedactText' in decide).toBe(hasWords);
  },
);
