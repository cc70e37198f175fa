import { referral, subject } from '@wardbook/policing';
import { KILBURN } from './camden.ts';
import { AGREEMENT, COUNCIL } from './kilburn-case.ts';
import { byOf, hoursAfter, tellTo, type Told } from './told.ts';

/** What waits in the council's inbox. */
export const OPEN_REFERRAL = 'kilburn-gate-1';

const PERSON = 'kilburn-person-2';
const supportOfficer = byOf(`pcso-${KILBURN}`, 'PCSO');
const toReferral = tellTo(referral);
const toSubject = tellTo(subject);

/** A resident of Kilburn needs help that only the council can give: nobody has answered yet. */
export const openReferral = (now: string): readonly Told[] => {
  // Yesterday at nine: told again, a story is the same only where no minute of the first telling is in it.
  const at = hoursAfter(`${now.slice(0, 10)}T09:00:00.000Z`, -24);
  return [
    toSubject(at, supportOfficer, PERSON, {
      type: 'RegisterSubject',
      name: 'Marlow Fennibrook',
      contact: '020 7946 0177',
      address: '8 Composite Mews, Kilburn',
    }),
    toReferral(at, supportOfficer, OPEN_REFERRAL, {
      type: 'RaiseReferral',
      kind: 'PARTNER_SERVICE',
      from: { agency: supportOfficer.agency },
      to: { agency: COUNCIL },
      topic: 'LIGHTING',
      reason: 'PRACTICAL_HELP',
      subject: PERSON,
      ward: KILBURN,
      requestedHelp:
        'The lamp at the gate of Composite Mews is out: please have it mended before the weekend.',
      legalBasis: 'CDA1998_S115',
      agreement: AGREEMENT,
      fields: ['RECIPIENT_NAME', 'REQUESTED_HELP', 'TOPIC', 'WARD'],
      dueAt: hoursAfter(at, 24 * 14),
    }),
  ];
};
