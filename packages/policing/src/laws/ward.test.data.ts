import {
  ADMIN,
  CAMDEN,
  CHAIR,
  INPT,
  INSPECTOR,
  OFFICER,
  PCSO,
  KILBURN,
  SNT,
  SUPERVISOR,
  SYSTEM,
} from '../kilburn.test.data.ts';
import type { ward } from '../ward/ward.ts';
import type { LawsOf } from './kind.test.data.ts';
import { redactionLasts, redactionSays } from './redaction.test.data.ts';

const FORTUNE_GREEN = 'E05000134';
export const WARDS = [KILBURN, FORTUNE_GREEN] as const;

export const wardLaws: LawsOf<typeof ward> = {
  ids: WARDS,
  places: ['redactions'],
  says: {
    EstablishWard: {
      by: [ADMIN],
      name: ['Kilburn', 'Fortune Green'],
      borough: [CAMDEN],
      validFrom: ['2002-05-02'],
    },
    AddWardAlias: { by: [ADMIN], scheme: ['police-uk'], alias: ['kilburn-1', 'kilburn-2'] },
    EndWardAlias: { by: [ADMIN], scheme: ['police-uk'], alias: ['kilburn-1', 'kilburn-2'] },
    NameSaferNeighbourhood: { by: [ADMIN], name: ['Kilburn', 'Priory'] },
    RenameSaferNeighbourhood: { by: [ADMIN], name: ['Kilburn', 'Priory', 'Kilburn and Priory'] },
    AssignWardToInpt: { by: [ADMIN, INSPECTOR], team: [INPT, 'inpt-north', SNT] },
    ReleaseWardFromInpt: { by: [ADMIN, INSPECTOR] },
    AssignWardToSnt: { by: [ADMIN, INSPECTOR], team: [SNT, 'snt-priory', INPT] },
    ReleaseWardFromSnt: { by: [ADMIN, INSPECTOR] },
    RegisterPromiseTarget: {
      by: [ADMIN, INSPECTOR],
      target: ['school-ash', 'school-oak', 'cedar'],
      kind: ['SECONDARY_SCHOOL', 'PATROL_AREA'],
      label: ['Oak School'],
      externalRef: [undefined, 'urn/100001'],
    },
    RetirePromiseTarget: {
      by: [ADMIN, INSPECTOR],
      target: ['school-ash', 'school-beech', 'school-oak'],
      reason: ['It closed.'],
    },
    RecordCommunityPriority: {
      by: [INSPECTOR, SUPERVISOR, CHAIR],
      priority: ['dark-paths', 'parking'],
      source: ['PUBLIC'],
      issue: ['Cars on the pavement'],
    },
    RefreshCommunityPriority: { by: [INSPECTOR, SUPERVISOR, CHAIR], priority: ['dark-paths', 'parking'] },
    WithdrawCommunityPriority: {
      by: [INSPECTOR, SUPERVISOR, CHAIR],
      priority: ['dark-paths', 'parking'],
      reason: ['It is better now.'],
    },
    ReviewCover: {
      by: [SYSTEM],
      members: [[], [OFFICER, PCSO].map(({ id }) => ({ id, revision: 1_000 }))],
    },
    AbolishWard: { by: [ADMIN], successors: [['E05013661'], ['E05013661', 'E05013662']] },
    ...redactionSays,
  },
  names: {
    // A process names whom it found.
    ReviewCover: { 'members.0.id': 'OWN', 'members.1.id': 'OWN' },
    EstablishWard: { borough: 'borough' },
    AssignWardToInpt: { team: 'team' },
    AssignWardToSnt: { team: 'team' },
    AbolishWard: { 'successors.0': 'ward' },
  },
  lasts: {
    EstablishWard: { endedBy: ['AbolishWard'] },
    AddWardAlias: { endedBy: ['EndWardAlias'] },
    EndWardAlias: 'ENDS',
    NameSaferNeighbourhood: { forGood: 'a ward is one Safer Neighbourhood as long as it is there' },
    AssignWardToInpt: { endedBy: ['ReleaseWardFromInpt'] },
    ReleaseWardFromInpt: 'ENDS',
    AssignWardToSnt: { endedBy: ['ReleaseWardFromSnt'] },
    ReleaseWardFromSnt: 'ENDS',
    RenameSaferNeighbourhood: 'CHANGES',
    RegisterPromiseTarget: { endedBy: ['RetirePromiseTarget'] },
    RetirePromiseTarget: 'ENDS',
    RecordCommunityPriority: { endedBy: ['WithdrawCommunityPriority'] },
    RefreshCommunityPriority: 'MOMENT',
    WithdrawCommunityPriority: 'ENDS',
    ReviewCover: 'MOMENT',
    AbolishWard: 'ENDS',
    ...redactionLasts,
  },
  repeatable: { RefreshCommunityPriority: 'the community was asked again, and said the same again' },
};
