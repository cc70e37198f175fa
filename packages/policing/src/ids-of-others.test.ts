import { test } from '@jest/globals';
import { scenario } from '@wardbook/event-sourcing/testing';
import { OFFICER } from './kilburn.test.data.ts';
import { subject } from './subject/subject.ts';
import { subjectRegistered } from './subject/subject.events.ts';

const given = scenario(subject, 'juniper');

test('R-AUTH-3: nobody begins a record under an id that another agency has', () =>
  given(subjectRegistered({ name: 'Juniper Marsh' }))
    .ownedBy('other-police')
    .when({ type: 'RegisterSubject', occurredAt: '2013-06-03T12:00:00.000Z', by: OFFICER, name: 'June Reed' })
    .isRefusedBy('R-AUTH-3', 'id'));
