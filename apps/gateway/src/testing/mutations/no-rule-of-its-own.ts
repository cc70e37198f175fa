import type { Mutation } from './step.ts';

/**
 * What only the rules that every record has can refuse: who asks (R-AUTH), when (R-TIME), whether there is such a record
 * (R-LIFE), and whether its id can be one (R-ID). Why there is nothing else to object to.
 */
export const NO_RULE_OF_ITS_OWN: Readonly<Partial<Record<Mutation, string>>> = {
  assignAdviceCase:
    'A supervisor gives an open case to any team that is there, and to an officer of it: R-AUTH-4.',
  callBeforeArrival: 'A call is a fact; all it needs is a plan.',
  callOnDeparture: 'A call is a fact; all it needs is an arrival.',
  cancelTrainingDay: 'Any training day that has not begun may be called off.',
  cancelVisit: 'Any visit that nobody has begun may be called off.',
  changeCrimeMarkers:
    'What marks a crime is what is known of it; what that means for whoever has it is shown.',
  closeCrime: 'An investigation may end at any time.',
  correctPersonalDetails: 'What a person is called is what records staff say.',
  correctPublishedDetails:
    'A force publishes what it says: R-LIFE-1 asks for somebody in the service, and a name.',
  closeInitiative: 'An initiative may end at any time: R-LIFE-1 asks that it is open.',
  createSector: 'A borough has the sectors that it says.',
  declineAdviceOverride: 'Somebody else answers, once, which is R-AUTH-1 and R-LIFE-2.',
  declineComplianceBreach: 'Somebody else answers, once, which is R-AUTH-1 and R-LIFE-2.',
  declineMerge: 'Somebody else answers, once, which is R-AUTH-1 and R-LIFE-2.',
  declineHoldLifting: 'Somebody else answers, once, which is R-AUTH-1 and R-LIFE-2.',
  declineRedaction: 'Somebody else answers, once, which is R-AUTH-1 and R-LIFE-2.',
  endCrimeDisclosure: 'A disclosure may end at any time: R-LIFE-1 asks that there was one.',
  endClient: 'A system may end at any time: R-LIFE-1 asks that it spoke.',
  endSharing: 'An agreement may end at any time.',
  endInitiativeFunding: 'Funding may end at any time: R-LIFE-1 asks that there was some.',
  endLegalBasis: 'A legal basis may end at any time: R-LIFE-1 asks that there was one.',
  endAudit: 'An audit may end at any time.',
  endWardAlias: 'A register may call a ward otherwise at any time.',
  establishBorough: 'Its code is checked before it is a command.',
  expireCompetence: 'A training counts for no more whenever an administrator says so.',
  findApart: 'What was found can be found otherwise: R-LIFE-1 asks that it was.',
  fillPost: 'A post may have several holders, and anybody in the service may be one.',
  formTeam: 'Teams may be of any kind and name.',
  grantAdviceOverride: 'Somebody else answers, once, which is R-AUTH-1 and R-LIFE-2.',
  grantComplianceBreach: 'Somebody else answers, once, which is R-AUTH-1 and R-LIFE-2.',
  grantHoldLifting: 'Somebody else answers, once, which is R-AUTH-1 and R-LIFE-2.',
  grantRedaction: 'Somebody else answers, once, which is R-AUTH-1 and R-LIFE-2.',
  handBackDuties: 'Whoever has the duties of a role may hand them back at any time.',
  leaveService: 'Nobody is held back.',
  liftLegalHold: 'Whatever is held may be let go of: R-LIFE-1 asks that it is, and R-AUTH-1 for two people.',
  offerCapability: 'An agency offers what it says.',
  placeLegalHold: 'Whatever is on record may be held, also once it was decided to dispose of it.',
  postMember: 'Anybody is posted to any team that is there, once.',
  promoteMember: 'Any rank may follow any other.',
  recategoriseCrime: 'A crime may be of any category; what that means for whoever has it is shown.',
  recordArrival: 'An arrival is a fact: that nobody was called before is a warning.',
  recordCircumstances: 'They may be recorded as often as they change.',
  recordDidNotAttend: 'That nobody went is a fact; all it needs is a plan.',
  recordFollowUp: 'What came of advice is a fact, also of a closed case.',
  recordInitiativeEvidence: 'What there is to do something about is cited once, which is R-LIFE-2.',
  recordPracticalHelp: 'Help that was given is a fact.',
  recordRevictimisation: 'What happened to somebody is a fact, also of a closed case.',
  registerAgency: 'Any agency may be put on the register, once.',
  registerClient: 'A system that an agency knows speaks for it: R-LIFE-1 asks that the agency is there.',
  registerSubject: 'Anybody may be put on record; who is there twice is merged.',
  releaseMember: 'A dedication may end at any time.',
  releaseWardFromInpt: 'A ward may leave its team at any time.',
  releaseWardFromSnt: 'A ward may leave its team at any time.',
  renameAgency: 'An agency is called what it says.',
  reopenInitiative: 'A closed initiative is opened again: R-LIFE-1 asks that it is closed.',
  reopenCrime: 'An investigation may go on at any time: R-LIFE-1 asks that it had ended.',
  reopenAdviceCase: 'A supervisor opens any closed case again.',
  resolveOverdueAttendance: 'What was found out is a fact; all it needs is an alarm.',
  retirePromiseTarget: 'A target may go at any time; what was owed stays owed.',
  returnMember: 'Whoever was taken away may come back at any time.',
  reviewAdviceNote: 'Somebody else reads it, which is R-AUTH-1.',
  setDutyPattern: 'A team is on duty when its inspector says.',
  standDownSchemeRepresentative: 'Nobody has to represent the force.',
  standDownTeam: 'A team may stand down at any time.',
  standDownTeamLead: 'Whoever leads may stand down at any time.',
  transferDuties: 'The duties of a role may go to any team that is there.',
  transferMember: 'Anybody may be moved to any team that is there.',
  withdrawVictim: 'Who suffered a crime is what is known: R-LIFE-1 asks that they were registered.',
  withdrawCapability: 'An agency offers no more than it says.',
  withdrawPremises: 'Premises may go at any time: R-LIFE-1 asks that they take part.',
  withdrawPublishedDetails: 'Nothing has to be published: R-LIFE-1 asks that something was.',
};

/** Its decider has rules that no client meets. */
export const NEVER_REFUSED: Readonly<
  Partial<Record<Mutation, { readonly rules: readonly string[]; readonly because: string }>>
> = {
  registerVictim: {
    rules: ['R-VIS-1'],
    because: 'The gateway gives each victim a visit of a new id.',
  },
};
