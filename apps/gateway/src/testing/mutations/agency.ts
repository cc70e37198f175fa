import { accepted, refused, type Step } from './step.ts';
import { ADMIN } from './world.ts';

/** A partner, what it offers, and what it may be told. */
export const agencies: readonly Step[] = [
  accepted(ADMIN, 'registerAgency', { agencyKey: 'fire-1', kind: 'FIRE', name: 'Fire service' }, 'fire'),
  accepted(ADMIN, 'offerCapability', (made) => ({
    agencyId: made('fire'),
    capability: 'LIGHTING',
    label: 'Lamps',
  })),
  accepted(ADMIN, 'withdrawCapability', (made) => ({ agencyId: made('fire'), capability: 'LIGHTING' })),
  refused(
    ADMIN,
    'agreeSharing',
    (made) => ({
      ...{ agencyId: made('fire'), agreement: 'sharing-9', fields: ['TOPIC'] },
      ...{ legalBasis: 'CONSENT', from: '2020-02-02', until: '2020-01-01' },
    }),
    'R-REF-1',
    'until',
  ),
  accepted(ADMIN, 'agreeSharing', (made) => ({
    ...{ agencyId: made('fire'), agreement: 'sharing-9', fields: ['TOPIC'] },
    ...{ legalBasis: 'CONSENT', from: '2020-02-02', until: '2040-01-01' },
  })),
  accepted(ADMIN, 'endSharing', (made) => ({ agencyId: made('fire'), agreement: 'sharing-9' })),
  accepted(ADMIN, 'renameAgency', (made) => ({ agencyId: made('fire'), name: 'Fire and rescue service' })),
  refused(
    ADMIN,
    'registerAudit',
    (made) => ({ agencyId: made('fire'), from: '2020-02-02', until: '2020-01-01' }),
    'R-AUD-1',
    'until',
  ),
  accepted(ADMIN, 'registerAudit', (made) => ({ agencyId: made('fire'), from: '2020-02-02' })),
  accepted(ADMIN, 'endAudit', (made) => ({ agencyId: made('fire') })),
  accepted(ADMIN, 'registerClient', (made) => ({
    ...{ agencyId: made('fire'), client: 'fire-system' },
    ...{ role: 'PARTNER', name: 'The dispatch system' },
  })),
  accepted(ADMIN, 'endClient', (made) => ({
    ...{ agencyId: made('fire'), client: 'fire-system', reason: 'REPLACED' },
  })),
  refused(
    ADMIN,
    'endAgency',
    (made) => ({ agencyId: made('fire'), successorId: made('fire') }),
    'R-REF-9',
    'successorId',
  ),
  accepted(ADMIN, 'endAgency', (made) => ({ agencyId: made('fire') })),
];
