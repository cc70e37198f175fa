import { describe, test } from '@jest/globals';
import { at, fact } from '@wardbook/event-sourcing/testing';
import { policyHistory } from '../policy/policy.state.ts';
import {
  by,
  disclaim,
  fieldsOf,
  given,
  NOON,
  policy,
  remind,
  signpost,
  TEN,
} from './advice-case-commands.test.data.ts';
import {
  advised,
  complete,
  disclaimed,
  hour,
  inContact,
  nextVersion,
  POLICY,
  policyB,
  terms,
} from './advice-case.test.data.ts';
import { adviceCaseHistory } from './advice-case.state.ts';
import * as events from './advice-case.events.ts';
import type { AdviceCaseEvent } from './advice-case.events.ts';

describe('what the recipient is told', () => {
  const told = events.disclaimerGiven(fieldsOf(disclaim));
  test('R-CASE-8: a disclaimer says which version of the wording it was [T3-51]', () =>
    given(advised).knowing(policy).when(disclaim).emits(told));
  test('R-CASE-8: only the words in force then are said [T3-51]', () => {
    given(advised)
      .knowing(policy)
      .when({ ...disclaim, wordingVersion: 5 })
      .isRefusedBy('R-CASE-8');
    given(advised).knowingNothingElse().when(disclaim).isRefusedBy('R-CASE-2');
  });
  test('R-LIFE-1: it is said in the contact', () => {
    given(advised)
      .knowing(policy)
      .when({ ...disclaim, contact: 'call-2' })
      .isRefusedBy('R-LIFE-1');
    given(disclaimed, at<AdviceCaseEvent>(hour(11), events.contactCompleted({ contact: 'call-1' })))
      .knowing(policy)
      .when({ ...disclaim, occurredAt: NOON })
      .isRefusedBy('R-LIFE-1');
  });
  test('R-LIFE-2: said twice is said once', () =>
    given(disclaimed).knowing(policy).when(disclaim).emitsNothing());

  const reminded = events.privacyNoticeGiven({ version: 'notice-2' });
  test('R-CASE-9: the recipient is reminded of the privacy notice [T3-62]', () =>
    given(disclaimed).knowing(policy).when(remind).emits(reminded));
  test('R-CASE-9: once per version of it', () => {
    given(complete).knowing(policy).when(remind).emitsNothing();
    given(complete)
      .knowing(fact(policyHistory, POLICY, policyB, nextVersion))
      .when({ ...remind, occurredAt: '2023-03-08T09:00:00.000Z', version: 'notice-3' })
      .emits(events.privacyNoticeGiven({ version: 'notice-3' }));
  });
  test('R-CASE-9: only of the version in force then', () => {
    given(disclaimed)
      .knowing(policy)
      .when({ ...remind, version: 'notice-1' })
      .isRefusedBy('R-CASE-9');
    given(disclaimed).knowingNothingElse().when(remind).isRefusedBy('R-CASE-2');
  });
  test('R-CASE-9: an earlier case of the same recipient may be cited instead', () =>
    given(disclaimed)
      .knowing(policy, fact(adviceCaseHistory, 'case-0', complete))
      .when({ ...remind, earlierCase: 'case-0' })
      .emits(events.privacyNoticeGiven({ version: 'notice-2', earlierCase: 'case-0' })));
  test('R-CASE-9: not that of another recipient, nor one without the reminder', () => {
    const cite = { ...remind, earlierCase: 'case-0' };
    const another = at<AdviceCaseEvent>(
      hour(8),
      events.adviceCaseOpened({ ...terms, recipient: 'subject-2' }),
      reminded,
    );
    for (const earlier of [another, disclaimed, []])
      given(disclaimed)
        .knowing(policy, fact(adviceCaseHistory, 'case-0', earlier))
        .when(cite)
        .isRefusedBy('R-CASE-9');
  });

  test('R-CASE-16: a recipient is directed to a site that the policy names [T3-24]', () =>
    given(inContact)
      .knowing(policy)
      .when(signpost)
      .emits(events.recipientSignposted(fieldsOf(signpost))));
  test('R-CASE-16: not to any other, nor to none [T3-24]', () => {
    given(inContact)
      .knowing(policy)
      .when({ ...signpost, site: 'www.locks.example' })
      .isRefusedBy('R-CASE-16');
    const { site: _site, ...nowhere } = signpost;
    given(inContact).knowing(policy).when(nowhere).isRefusedBy('R-CASE-16');
    given(inContact).knowingNothingElse().when(signpost).isRefusedBy('R-CASE-2');
  });
  test('R-CASE-16: or to trained staff [T3-23]', () =>
    given(inContact)
      .knowingNothingElse()
      .when({
        type: 'Signpost',
        occurredAt: NOON,
        by,
        channel: 'TRAINED_STAFF',
        reason: 'She asked for more.',
      })
      .emits(events.recipientSignposted({ channel: 'TRAINED_STAFF', reason: 'She asked for more.' })));
  test('R-LIFE-2: directed there twice is once', () =>
    given(inContact, at<AdviceCaseEvent>(TEN, events.recipientSignposted(fieldsOf(signpost))))
      .knowing(policy)
      .when(signpost)
      .emitsNothing());
});
