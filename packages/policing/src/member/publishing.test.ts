import { describe, expect, test } from '@jest/globals';
import { at, fact, scenario, type Dated } from '@wardbook/event-sourcing/testing';
import { ADMIN, INSPECTOR, JANUARY, posted, sendersOf } from '../kilburn.test.data.ts';
import {
  memberLeft,
  memberPosted,
  publishedDetailsCorrected,
  publishedDetailsWithdrawn,
  type MemberEvent,
} from './member.events.ts';
import { isPublished, memberHistory } from './member.state.ts';
import { member } from './member.ts';

const FEBRUARY = '2013-02-04T09:00:00.000Z';
const MARCH = '2013-03-04T09:00:00.000Z';
const given = scenario(member, 'maren');
const constable = posted('CONSTABLE');
const correct = {
  type: 'CorrectPublishedDetails',
  occurredAt: FEBRUARY,
  by: ADMIN,
  publicName: 'PC Maren Oakenrill',
} as const;
const toContact = {
  type: 'CorrectPublishedDetails',
  occurredAt: FEBRUARY,
  by: ADMIN,
  publicContact: 'west@police.example',
} as const;
const withdraw = { type: 'WithdrawPublishedDetails', occurredAt: FEBRUARY, by: INSPECTOR } as const;
const withdrawn = publishedDetailsWithdrawn({});
const left = memberLeft({ reason: 'RETIRED' });

test.each([correct, withdraw])('R-AUTH-2, D-34: who sends $type', (command) => {
  expect(sendersOf(given(constable), command)).toEqual(['INSPECTOR', 'RECORDS', 'ADMIN']);
});

describe('D-34: what is published of a member', () => {
  test('is corrected, and what is left out stays', () =>
    given(constable)
      .when(correct)
      .emits(publishedDetailsCorrected({ publicName: 'PC Maren Oakenrill' })));
  test('may be no way to reach them any more', () =>
    given(constable)
      .when({ ...toContact, publicContact: null })
      .emits(publishedDetailsCorrected({ publicContact: null })));
  test('is corrected again by the same words: no rule compares them', () =>
    given(constable, at(FEBRUARY, publishedDetailsCorrected({ publicName: correct.publicName })))
      .when(correct)
      .emits(publishedDetailsCorrected({ publicName: correct.publicName })));
  test('corrected by nothing is nothing', () =>
    given(constable)
      .when({ type: 'CorrectPublishedDetails', occurredAt: FEBRUARY, by: ADMIN })
      .emitsNothing());
  test('ends', () => given(constable).when(withdraw).emits(withdrawn));
  test('R-LIFE-2: ends once', () => given(constable, at(FEBRUARY, withdrawn)).when(withdraw).emitsNothing());
  test('R-LIFE-1: does not end where it had ended', () =>
    given(constable, at(JANUARY, withdrawn)).when(withdraw).isRefusedBy('R-LIFE-1', 'id'));
  test('R-LIFE-1: has no way to reach whom nobody names', () =>
    given(constable, at(JANUARY, withdrawn)).when(toContact).isRefusedBy('R-LIFE-1', 'publicName'));
  test('begins again with a name', () =>
    given(constable, at(JANUARY, withdrawn))
      .when({ ...toContact, publicName: correct.publicName })
      .emits(
        publishedDetailsCorrected({ publicName: correct.publicName, publicContact: 'west@police.example' }),
      ));
  test.each([correct, withdraw])('R-LIFE-1: of whoever left, not by $type', (command) =>
    given(constable, at(JANUARY, left)).when(command).isRefusedBy('R-LIFE-1', 'id'),
  );
  test('R-TIME-2: was not without a name before a way to reach them was', () =>
    given(constable, at(MARCH, publishedDetailsCorrected({ publicContact: null })))
      .when(withdraw)
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('R-TIME-2: is not of somebody who had left', () =>
    given(constable, at(MARCH, publishedDetailsCorrected({ publicName: 'PC Oakenrill' })))
      .when({ type: 'LeaveService', occurredAt: FEBRUARY, by: ADMIN, reason: 'RETIRED' })
      .isRefusedBy('R-TIME-2', 'occurredAt'));
  test('may end before another name was published', () =>
    given(constable, at(MARCH, publishedDetailsCorrected({ publicName: 'PC Oakenrill' })))
      .when(withdraw)
      .emits(withdrawn));
  test.each<readonly [string, readonly Dated<MemberEvent>[]]>([
    ['it is withdrawn', at(FEBRUARY, withdrawn)],
    ['they leave', at(FEBRUARY, left)],
  ])('is there until %s, and again once they are posted again', (_, ended) => {
    const { state } = fact(
      memberHistory,
      'maren',
      constable,
      at(
        MARCH,
        memberPosted({ category: 'OTHER', rank: 'SERGEANT', source: 'OTHER', publicName: 'Sgt Holloway' }),
      ),
      ended,
    );
    expect([JANUARY, FEBRUARY, MARCH].map((moment) => isPublished(state, moment))).toEqual([
      true,
      false,
      true,
    ]);
  });
});
