import type { App, Handled } from '@wardbook/event-sourcing';
import { panelAgency, type By, type policing } from '@wardbook/policing';

/** The records of policing, typed: what `startEngine(policing, …)` gives as `app`. */
type Policing = App<(typeof policing)['kinds']>;

// The codes are those of the registers; everybody and everything else is invented.
export const EPPING_FOREST = 'E07000072';
export const WARDS = { E05015738: 'Theydon Bois with Passingford', E05015727: 'Epping East' } as const;
export const THEYDON = 'E05015738';
const TEAM = 'inpt-forest';

const police = (id: string, role: By['role']): By => ({ id, role, agency: 'police' });
const ADMIN = police('admin-1', 'ADMIN');
const INSPECTOR = police('inspector-1', 'INSPECTOR');
const OFFICER = police('officer-1', 'OFFICER');
const CHAIR: By = { id: 'chair-1', role: 'PANEL', agency: panelAgency(THEYDON) };

/** A rule that says no is an answer; here it would be a mistake of this program. */
const recorded = async (sent: Promise<Handled>): Promise<void> => {
  const { refusal } = await sent;
  if (refusal) throw new Error(`${refusal.rule}: ${refusal.reason}`);
};

/** The district, its sector, two of its wards, and the team that is responsible for them. */
export const found = async (app: Policing): Promise<void> => {
  const district = app.borough(EPPING_FOREST);
  const team = app.team(TEAM);
  await recorded(district.send({ type: 'EstablishBorough', name: 'Epping Forest' }, { by: ADMIN }));
  await recorded(district.send({ type: 'CreateSector', sector: 'south', label: 'South' }, { by: ADMIN }));
  await recorded(team.send({ type: 'FormTeam', kind: 'INPT', name: 'Forest INPT' }, { by: ADMIN }));
  for (const [code, name] of Object.entries(WARDS)) {
    const ward = app.ward(code);
    const founding = { name, borough: EPPING_FOREST, validFrom: '2024-05-02' };
    await recorded(ward.send({ type: 'EstablishWard', ...founding }, { by: ADMIN }));
    await recorded(district.send({ type: 'AssignWardToSector', ward: code, sector: 'south' }, { by: ADMIN }));
    await recorded(ward.send({ type: 'AssignWardToInpt', team: TEAM }, { by: ADMIN }));
  }
  for (const [{ id }, rank, publicName] of [
    [INSPECTOR, 'INSPECTOR', 'Inspector Rowan Thackeray'],
    [OFFICER, 'CONSTABLE', 'PC Maren Holloway'],
  ] as const) {
    const posting = { team: TEAM, category: 'UNIFORMED', rank, source: 'RECRUIT', publicName } as const;
    await recorded(app.member(id).send({ type: 'PostMember', ...posting }, { by: ADMIN }));
  }
  await recorded(team.send({ type: 'AppointTeamLead', member: INSPECTOR.id }, { by: ADMIN }));
};

/** Both sides agree to a promise: the panel of the ward at a meeting, and whoever leads the team. */
export const promiseVisits = async (app: Policing): Promise<void> => {
  const panel = app.panel(THEYDON);
  const target = { target: 'school-oak', kind: 'SECONDARY_SCHOOL', label: 'Oak School' } as const;
  await recorded(app.ward(THEYDON).send({ type: 'RegisterPromiseTarget', ...target }, { by: ADMIN }));
  await recorded(panel.send({ type: 'EstablishWardPanel', quorum: 5, chair: CHAIR.id }, { by: ADMIN }));
  const terms = {
    ward: THEYDON,
    team: TEAM,
    kind: 'PERIODIC_VISIT',
    statement: 'We visit every secondary school every month.',
    targetKind: 'SECONDARY_SCHOOL',
    minimumPerPeriod: 1,
  } as const;
  await recorded(app.promise('visits').send({ type: 'ProposePromise', terms }, { by: INSPECTOR }));
  const meeting = { meeting: 'february', votersPresent: 7, minutes: 'minutes/2026-02' };
  await recorded(panel.send({ type: 'RecordPanelMeeting', ...meeting }, { by: CHAIR }));
  await recorded(app.promise('visits').send({ type: 'AgreePromiseByTeam' }, { by: INSPECTOR }));
  const agreement = { meeting: 'february', promise: 'visits' };
  await recorded(panel.send({ type: 'AgreePromiseAtPanel', ...agreement }, { by: CHAIR }));
};

/** The officer visited the school at a moment, UTC. */
export const visitSchool = (app: Policing, occurredAt: string): Promise<void> => {
  const day = occurredAt.slice(0, 10);
  const visit = { fulfilment: `visit-${day}`, target: 'school-oak', evidence: `notes/${day}` };
  return recorded(
    app
      .promise('visits')
      .send({ type: 'RecordFulfilment', ...visit, member: OFFICER.id }, { by: OFFICER, occurredAt }),
  );
};
