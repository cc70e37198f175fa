import type { agency } from '../agency/agency.ts';
import { ADMIN } from '../kilburn.test.data.ts';
import type { LawsOf } from './kind.test.data.ts';
import { redactionLasts, redactionSays } from './redaction.test.data.ts';

const AGREEMENTS = ['sharing-2012', 'sharing-2013'] as const;
const CLIENTS = ['housing-system', 'lighting-desk'] as const;
const CAPABILITIES = ['LIGHTING', 'STREET_LIGHTING'] as const;

export const agencyLaws: LawsOf<typeof agency> = {
  ids: ['council', 'housing'],
  places: ['redactions'],
  says: {
    RegisterAgency: { by: [ADMIN], kind: ['COUNCIL'], name: ['Alderwick Council', 'Alderwick Homes'] },
    RenameAgency: { by: [ADMIN], name: ['Alderwick Council', 'Camden Borough Council'] },
    EndAgency: { by: [ADMIN], successor: [undefined, 'housing', 'council'] },
    OfferCapability: {
      by: [ADMIN],
      capability: CAPABILITIES,
      label: ['Lamps for dark corners'],
      eligibility: [undefined, 'Whoever lives there'],
    },
    WithdrawCapability: { by: [ADMIN], capability: CAPABILITIES },
    AgreeSharing: {
      by: [ADMIN],
      agreement: AGREEMENTS,
      fields: [
        ['TOPIC', 'WARD'],
        ['REQUESTED_HELP', 'TOPIC', 'WARD'],
      ],
      legalBasis: ['CDA1998_S115'],
      from: ['2012-09-06', '2013-01-01'],
      until: ['2013-09-05'],
    },
    EndSharing: { by: [ADMIN], agreement: AGREEMENTS },
    RegisterAudit: { by: [ADMIN], from: ['2013-01-01', '2013-08-04'], until: [undefined, '2013-12-31'] },
    EndAudit: { by: [ADMIN] },
    RegisterClient: {
      by: [ADMIN],
      client: CLIENTS,
      role: ['PARTNER', 'AUDITOR'],
      name: ['The housing system', 'The lighting desk'],
    },
    EndClient: { by: [ADMIN], client: CLIENTS, reason: ['REPLACED', 'COMPROMISED'] },
    ...redactionSays,
  },
  names: { EndAgency: { successor: 'agency' } },
  lasts: {
    RegisterAgency: { endedBy: ['EndAgency'] },
    RenameAgency: 'CHANGES',
    EndAgency: 'ENDS',
    OfferCapability: { endedBy: ['WithdrawCapability'] },
    WithdrawCapability: 'ENDS',
    AgreeSharing: { endedBy: ['EndSharing'] },
    EndSharing: 'ENDS',
    RegisterAudit: { endedBy: ['EndAudit'] },
    EndAudit: 'ENDS',
    RegisterClient: { endedBy: ['EndClient'] },
    EndClient: 'ENDS',
    ...redactionLasts,
  },
};
