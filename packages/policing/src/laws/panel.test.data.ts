import { ADMIN, CHAIR } from '../kilburn.test.data.ts';
import type { wardPanel } from '../ward-panel/ward-panel.ts';
import type { LawsOf } from './kind.test.data.ts';
import { WARDS } from './ward.test.data.ts';
import { redactionLasts, redactionSays } from './redaction.test.data.ts';

const MEETINGS = ['february', 'april', 'june'] as const;

export const panelLaws: LawsOf<typeof wardPanel> = {
  ids: WARDS,
  places: ['redactions'],
  says: {
    EstablishWardPanel: { by: [ADMIN], quorum: [4, 5], chair: [CHAIR.id] },
    SetPanelQuorum: { by: [ADMIN], quorum: [4, 5, 8] },
    RecordPanelMeeting: {
      by: [CHAIR],
      meeting: MEETINGS,
      votersPresent: [3, 7],
      minutes: ['minutes/2013-06'],
    },
    ElectPanelChair: { by: [CHAIR, ADMIN], chair: [CHAIR.id, 'chair-2'], meeting: MEETINGS },
    AgreePromiseAtPanel: { by: [CHAIR], meeting: MEETINGS, promise: ['visits', 'patrols'] },
    DissolveWardPanel: { by: [ADMIN], reason: ['Nobody came any more.'] },
    ...redactionSays,
  },
  names: { AgreePromiseAtPanel: { promise: 'promise' } },
  lasts: {
    EstablishWardPanel: { endedBy: ['DissolveWardPanel'] },
    SetPanelQuorum: 'CHANGES',
    RecordPanelMeeting: 'MOMENT',
    ElectPanelChair: 'CHANGES',
    AgreePromiseAtPanel: 'MOMENT',
    DissolveWardPanel: 'ENDS',
    ...redactionLasts,
  },
};
