import {
  NO_REPLY_TRIES,
  NEEDS_CRITERIA,
  visit,
  VISIT_HELP,
  type MeetingPlace,
  type NeedsCriterion,
  type NonAttendanceReason,
  type NoReplyTry,
  type OfferChannel,
  type VictimInformation,
  type VisitChangeReason,
  type VisitHelp,
  type VisitOutcome,
  type VisitPurpose,
  type VisitSide,
} from '@wardbook/policing';
import { NonAttendanceReasonEnum, NoReplyTryEnum } from '../attendance/attendance.type.ts';
import { aboutRecord, addressed, CommandInput } from '../command-input.ts';
import { as, Choice, Flag, list, NodeId, OPTIONAL, PersonalWords } from '../fields.ts';
import { Sends } from '../sends.ts';
import * as words from './visit.type.ts';

const AboutVisit = aboutRecord(visit, NodeId('Visit', 'The visit.', as('victimVisitId')));

@Sends('Open the visit to a victim for which a detective asked; whoever accepted the referral does so.')
export class OpenVictimVisitInput extends CommandInput {
  @NodeId('Subject', 'Who is to be offered a visit.', as('victimSubjectId')) victim!: string;
  @NodeId('Referral', 'The referral that you have accepted.', as('referralId')) referral!: string;
  @NodeId('Crime', 'The crime, where it is on record.', OPTIONAL, as('crimeId')) crime?: string;

  toCommand() {
    const { victim, referral, crime } = this;
    return addressed(visit, undefined, { type: 'OpenVisit', victim, referral, crime });
  }
}

@Sends('Record that you have offered a visit, in a way in which it is safe to reach the victim.')
export class OfferVictimVisitInput extends AboutVisit {
  @Choice(words.OfferChannelEnum, 'How.') channel!: OfferChannel;

  toCommand() {
    const { channel } = this;
    return this.about({ type: 'OfferVisit', channel });
  }
}

@Sends('Record that the victim accepts the offer of a visit.')
export class AcceptVictimVisitInput extends AboutVisit {
  toCommand() {
    return this.about({ type: 'AcceptOffer' });
  }
}

@Sends('Record that the victim declines the offer of a visit. It is final, unless they ask again.')
export class DeclineVictimVisitInput extends AboutVisit {
  toCommand() {
    return this.about({ type: 'DeclineOffer' });
  }
}

@Sends('Record that the victim asks again for a visit that had ended, or that they had declined.')
export class AskAgainForVictimVisitInput extends AboutVisit {
  toCommand() {
    return this.about({ type: 'AskAgain' });
  }
}

@Sends('Record that you visited a victim, and what you helped them with.')
export class RecordVictimVisitedInput extends AboutVisit {
  @Choice(words.MeetingPlaceEnum, 'Where you met them.') where!: MeetingPlace;
  @NodeId(
    'Attendance',
    'The attendance that you had planned for this visit; at their premises there is one.',
    OPTIONAL,
    as('attendanceId'),
  )
  attendance?: string;
  @Choice(words.VisitPurposeEnum, 'What the visit was for.') purpose!: VisitPurpose;
  @Choice(words.VisitHelpEnum, 'What you helped them with; at least one.', list(VISIT_HELP.length))
  help!: readonly VisitHelp[];
  @PersonalWords(2_000, 'What is to be said of it.', OPTIONAL) note?: string;

  toCommand() {
    const { where, attendance, purpose, help, note } = this;
    return this.about({ type: 'RecordVictimVisited', where, attendance, purpose, help, note });
  }
}

@Sends('Record that the police did not come to an appointment with a victim.')
export class RecordOfficerDidNotAttendInput extends AboutVisit {
  @NodeId('Attendance', 'The attendance that was planned for it.', OPTIONAL, as('attendanceId'))
  attendance?: string;
  @Choice(NonAttendanceReasonEnum, 'Why.') reason!: NonAttendanceReason;

  toCommand() {
    const { attendance, reason } = this;
    return this.about({ type: 'RecordOfficerDidNotAttend', attendance, reason });
  }
}

@Sends('Record that the police came to see a victim, and met nobody.')
export class RecordRecipientUnavailableInput extends AboutVisit {
  @NodeId('Attendance', 'The attendance on which nobody answered.', OPTIONAL, as('attendanceId'))
  attendance?: string;
  @Choice(NoReplyTryEnum, 'How they were tried; at least one.', list(NO_REPLY_TRIES.length))
  tried!: readonly NoReplyTry[];
  @PersonalWords(2_000, 'What is to be said of it.', OPTIONAL) note?: string;

  toCommand() {
    const { attendance, tried, note } = this;
    return this.about({ type: 'RecordRecipientUnavailable', attendance, tried, note });
  }
}

@Sends('Record that the appointment with a victim is moved: it is to be booked anew.')
export class RescheduleVictimVisitInput extends AboutVisit {
  @Choice(words.VisitSideEnum, 'Who asked for it.') askedBy!: VisitSide;
  @Choice(words.VisitChangeReasonEnum, 'Why.') reason!: VisitChangeReason;

  toCommand() {
    const { askedBy, reason } = this;
    return this.about({ type: 'RescheduleVisit', askedBy, reason });
  }
}

@Sends('Call off the visit to a victim.')
export class CancelVictimVisitInput extends AboutVisit {
  @Choice(words.VisitSideEnum, 'Who asked for it.') askedBy!: VisitSide;
  @Choice(words.VisitChangeReasonEnum, 'Why.') reason!: VisitChangeReason;

  toCommand() {
    const { askedBy, reason } = this;
    return this.about({ type: 'CancelVictimVisit', askedBy, reason });
  }
}

@Sends('Record what a victim needs, and whether they have enhanced rights.')
export class AssessVictimNeedsInput extends AboutVisit {
  @Choice(words.NeedsCriterionEnum, 'What you attest; enhanced rights need one.', list(NEEDS_CRITERIA.length))
  criteria!: readonly NeedsCriterion[];
  @Flag('Whether they have enhanced rights.') enhanced!: boolean;

  toCommand() {
    const { criteria, enhanced } = this;
    return this.about({ type: 'AssessNeeds', criteria, enhanced });
  }
}

@Sends('Record that you told a victim something about the crime, their rights or support.')
export class InformVictimInput extends AboutVisit {
  @Choice(words.VictimInformationEnum, 'What you told them.') what!: VictimInformation;

  toCommand() {
    const { what } = this;
    return this.about({ type: 'InformVictim', what });
  }
}

@Sends('Close the visit to a victim, as what it came to.')
export class CloseVictimVisitInput extends AboutVisit {
  @Choice(words.VisitOutcomeEnum, 'What it came to.') outcome!: VisitOutcome;

  toCommand() {
    const { outcome } = this;
    return this.about({ type: 'CloseVisit', outcome });
  }
}
