import { describe, test } from '@jest/globals';
import { happened } from '@wardbook/event-sourcing';
import { at, fact } from '@wardbook/event-sourcing/testing';
import { CAMDEN, IN_2012, KILBURN, SNT } from '../kilburn.test.data.ts';
import { roles } from '../role/role.ts';
import { ward } from '../ward/ward.ts';
import {
  wardAbolished,
  wardAssignedToSnt,
  wardEstablished,
  wardReleasedFromSnt,
  type WardEvent,
} from '../ward/ward.events.ts';
import {
  CPO,
  given,
  gone,
  KILBURN_TEAM,
  knownKilburn,
  knownRoles,
  MARCH_1,
  MARCH_4,
  raisedTo,
  review,
  staffed,
} from './referral.test.data.ts';
import { referralEscalated } from './referral.events.ts';

const HIGHGATE = 'E05000138';
const HIGHGATE_TEAM = { force: 'police', ward: HIGHGATE } as const;
const highgate = at<WardEvent>(
  IN_2012,
  wardEstablished({ name: 'Highgate', borough: CAMDEN, validFrom: '2002-05-02' }),
  wardAssignedToSnt({ team: SNT }),
);
const abolished = at<WardEvent>(MARCH_4, wardAbolished({ successors: ['E05013661'] }));
const knownHighgate = fact(ward, HIGHGATE, highgate);
const emptied = fact(ward, HIGHGATE, highgate, at<WardEvent>(MARCH_4, wardReleasedFromSnt({ team: SNT })));
const asked = raisedTo(HIGHGATE_TEAM);
const moved = (to: typeof CPO | typeof KILBURN_TEAM) =>
  happened(MARCH_4, referralEscalated({ owner: HIGHGATE_TEAM, to, handedOver: true }));

describe('R-REF-9, D-16: the team of another ward than its own', () => {
  test('R-REF-9: has what it was asked as long as it is there, whatever became of its own', () =>
    given(asked)
      .knowing(knownRoles, knownHighgate, fact(ward, KILBURN))
      .knowingNothingElse()
      .when(review)
      .emitsNothing());
  test('R-REF-9: has it no more once that ward has no team', () =>
    given(asked)
      .knowing(knownRoles, emptied, knownKilburn)
      .knowingNothingElse()
      .when(review)
      .emits(moved(CPO)));
  test('R-WARD-5: nor once that ward is no more', () =>
    given(asked)
      .knowing(knownRoles, fact(ward, HIGHGATE, highgate, abolished), knownKilburn)
      .knowingNothingElse()
      .when(review)
      .emits(moved(CPO)));
  test('R-REF-9: then the team of its own ward is the last resort', () =>
    given(asked)
      .knowing(fact(roles, 'police', staffed, gone(MARCH_1, 'CPO')), emptied, knownKilburn)
      .knowingNothingElse()
      .when(review)
      .emits(moved(KILBURN_TEAM)));
  test('R-REF-9: has what is about no ward at all', () =>
    given(raisedTo(HIGHGATE_TEAM, { ward: undefined }))
      .knowing(knownRoles, knownHighgate)
      .knowingNothingElse()
      .when(review)
      .emitsNothing());
});
