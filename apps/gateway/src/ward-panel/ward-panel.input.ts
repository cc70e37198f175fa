import { wardPanel } from '@wardbook/policing';
import { aboutRecord } from '../command-input.ts';
import { as, Count, Identifier, NodeId, Reference, Text, WardCode } from '../fields.ts';
import { Sends } from '../sends.ts';

const AboutPanel = aboutRecord(wardPanel, WardCode('The ward whose panel it is.', as('wardCode')));

const QUORUM = 'How many voting community members make a meeting quorate.';
const CHAIR = 'The opaque id of whoever speaks for the panel, as their tokens carry it.';

@Sends('Give a ward its panel; administrators do so.')
export class EstablishWardPanelInput extends AboutPanel {
  @Count(1, 100, QUORUM) quorum!: number;
  @Identifier(CHAIR) chair!: string;

  toCommand() {
    const { quorum, chair } = this;
    return this.about({ type: 'EstablishWardPanel', quorum, chair });
  }
}

@Sends('Set the quorum of the meetings to come; administrators do so.')
export class SetPanelQuorumInput extends AboutPanel {
  @Count(1, 100, QUORUM) quorum!: number;

  toCommand() {
    return this.about({ type: 'SetPanelQuorum', quorum: this.quorum });
  }
}

@Sends('Record a meeting of the panel; its chair does so. It was held at `occurredAt`.')
export class RecordPanelMeetingInput extends AboutPanel {
  @Identifier('A name for the meeting, of its own within the panel.') meeting!: string;
  @Count(0, 1_000, 'How many voting community members came; councillors and agencies advise without a vote.')
  votersPresent!: number;
  @Reference('Where the minutes are kept, for example minutes/2013-02.') minutes!: string;

  toCommand() {
    const { meeting, votersPresent, minutes } = this;
    return this.about({ type: 'RecordPanelMeeting', meeting, votersPresent, minutes });
  }
}

@Sends('Record whom a quorate meeting elected to the chair; the chair in office or an administrator does so.')
export class ElectPanelChairInput extends AboutPanel {
  @Identifier(CHAIR) chair!: string;
  @Identifier('The quorate meeting that elected the chair.') meeting!: string;

  toCommand() {
    const { chair, meeting } = this;
    return this.about({ type: 'ElectPanelChair', chair, meeting });
  }
}

@Sends('Agree to a promise for the community, at a quorate meeting; the chair of the panel does so.')
export class AgreePromiseAtPanelInput extends AboutPanel {
  @Identifier('The quorate meeting that agreed.') meeting!: string;
  @NodeId('Promise', 'The promise, proposed to this ward.', as('promiseId')) promise!: string;

  toCommand() {
    const { meeting, promise } = this;
    return this.about({ type: 'AgreePromiseAtPanel', meeting, promise });
  }
}

@Sends('Dissolve the panel of a ward; administrators do so. What it agreed to stays agreed.')
export class DissolveWardPanelInput extends AboutPanel {
  @Text(300, 'Why. Published as it is: name no private person.') reason!: string;

  toCommand() {
    return this.about({ type: 'DissolveWardPanel', reason: this.reason });
  }
}
