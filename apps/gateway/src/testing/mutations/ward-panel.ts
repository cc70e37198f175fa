import { accepted, refused, type Step } from './step.ts';
import { ADMIN, borough, CHAIR, kilburn, newWard } from './world.ts';

/** The panel of a ward, and its meetings. */
export const panels: readonly Step[] = [
  accepted(ADMIN, 'establishWard', {
    wardCode: 'E05000997',
    ...borough,
    name: 'Newtown',
    validFrom: '2010-05-06',
  }),
  accepted(ADMIN, 'establishWardPanel', { wardCode: 'E05000997', quorum: 3, chair: 'chair-1' }),
  refused(ADMIN, 'establishWardPanel', { ...newWard, quorum: 3, chair: 'chair-1' }, 'R-WARD-5', 'wardCode'),
  accepted(ADMIN, 'setPanelQuorum', { wardCode: 'E05000997', quorum: 4 }),
  accepted(ADMIN, 'dissolveWardPanel', { wardCode: 'E05000997', reason: 'Nobody came any more.' }),
  accepted(ADMIN, 'establishWardPanel', { wardCode: 'E05000997', quorum: 4, chair: 'chair-1' }),
  accepted(ADMIN, 'abolishWard', { wardCode: 'E05000997', successorCodes: [] }),
  refused(ADMIN, 'setPanelQuorum', { wardCode: 'E05000997', quorum: 5 }, 'R-WARD-5', 'wardCode'),
  refused(
    ADMIN,
    'dissolveWardPanel',
    { wardCode: 'E05000997', reason: 'Nobody came any more.' },
    'R-WARD-5',
    'wardCode',
  ),
  refused(
    'PANEL chair-1 panel-E05000997',
    'recordPanelMeeting',
    { wardCode: 'E05000997', meeting: 'too-late', votersPresent: 9, minutes: 'minutes/too-late' },
    'R-WARD-5',
    'wardCode',
  ),
  accepted(CHAIR, 'recordPanelMeeting', {
    ...kilburn,
    meeting: 'quorate-1',
    votersPresent: 9,
    minutes: 'minutes/quorate-1',
  }),
  accepted(CHAIR, 'recordPanelMeeting', {
    ...kilburn,
    meeting: 'small-1',
    votersPresent: 1,
    minutes: 'minutes/small-1',
  }),
];
