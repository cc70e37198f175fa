import { InputType } from 'type-graphql';
import { ward, type PrioritySource, type TargetKind } from '@wardbook/policing';
import { aboutRecord } from '../command-input.ts';
import {
  as,
  BoroughCode,
  Choice,
  Identifier,
  list,
  LondonDay,
  NodeId,
  OPTIONAL,
  Reference,
  Text,
  WardCode,
} from '../fields.ts';
import { Sends } from '../sends.ts';
import { PrioritySourceEnum, TargetKindEnum } from './ward.type.ts';

const AboutWard = aboutRecord(ward, WardCode('The ward.', as('wardCode')));

@Sends('Put a ward on record under its GSS code; administrators do so.')
export class EstablishWardInput extends AboutWard {
  @Text(120, 'What the ward is called.') name!: string;
  @BoroughCode('The borough in which it lies.', as('boroughCode')) borough!: string;
  @LondonDay('The day from which the code is valid.') validFrom!: string;

  toCommand() {
    const { name, borough, validFrom } = this;
    return this.about({ type: 'EstablishWard', name, borough, validFrom });
  }
}

@Sends('Record what another register calls the ward; administrators do so.')
export class AddWardAliasInput extends AboutWard {
  @Identifier('The register whose name it is, for example ONS-2001.') scheme!: string;
  @Identifier('What that register calls the ward.') alias!: string;

  toCommand() {
    const { scheme, alias } = this;
    return this.about({ type: 'AddWardAlias', scheme, alias });
  }
}

@Sends('Record that another register calls the ward so no longer; administrators do so.')
export class EndWardAliasInput extends AboutWard {
  @Identifier('The register whose name it was, for example ONS-2001.') scheme!: string;
  @Identifier('What that register called the ward.') alias!: string;

  toCommand() {
    const { scheme, alias } = this;
    return this.about({ type: 'EndWardAlias', scheme, alias });
  }
}

@Sends('Name the Safer Neighbourhood that the ward is, once; administrators do so.')
export class NameSaferNeighbourhoodInput extends AboutWard {
  @Text(120, 'What the Safer Neighbourhood is called.') name!: string;

  toCommand() {
    return this.about({ type: 'NameSaferNeighbourhood', name: this.name });
  }
}

@Sends('Give the Safer Neighbourhood that the ward is another name; administrators do so.')
export class RenameSaferNeighbourhoodInput extends AboutWard {
  @Text(120, 'What the Safer Neighbourhood is called from now on.') name!: string;

  toCommand() {
    return this.about({ type: 'RenameSaferNeighbourhood', name: this.name });
  }
}

@Sends(
  'Make the ward part of an integrated team; administrators and inspectors do so. It is part of one at a time.',
)
export class AssignWardToInptInput extends AboutWard {
  @NodeId('Team', 'The integrated team (INPT).', as('teamId')) team!: string;

  toCommand() {
    return this.about({ type: 'AssignWardToInpt', team: this.team });
  }
}

@Sends('Take the ward out of its integrated team; administrators and inspectors do so.')
export class ReleaseWardFromInptInput extends AboutWard {
  toCommand() {
    return this.about({ type: 'ReleaseWardFromInpt' });
  }
}

@Sends(
  'Give the ward its Safer Neighbourhoods team, which is the team of no other ward; administrators and inspectors do so.',
)
export class AssignWardToSntInput extends AboutWard {
  @NodeId('Team', 'The Safer Neighbourhoods team (SNT).', as('teamId')) team!: string;

  toCommand() {
    return this.about({ type: 'AssignWardToSnt', team: this.team });
  }
}

@Sends('Release the ward from its Safer Neighbourhoods team; administrators and inspectors do so.')
export class ReleaseWardFromSntInput extends AboutWard {
  toCommand() {
    return this.about({ type: 'ReleaseWardFromSnt' });
  }
}

@InputType()
abstract class AboutTarget extends AboutWard {
  @Identifier('The target, by its own name within the ward.') target!: string;
}

@Sends(
  'Register a school, a place of worship or a patrol area that promises can be about; administrators and inspectors do so.',
)
export class RegisterPromiseTargetInput extends AboutTarget {
  @Choice(TargetKindEnum, 'What it is.') kind!: TargetKind;
  @Text(200, 'What it is called. Published as it is: name no private person.') label!: string;
  @Reference('Its number in another register, for example URN:100049.', OPTIONAL) externalRef?: string;

  toCommand() {
    const { target, kind, label, externalRef } = this;
    return this.about({ type: 'RegisterPromiseTarget', target, kind, label, externalRef });
  }
}

@Sends('Retire a target: months that begin later do not count it. Administrators and inspectors do so.')
export class RetirePromiseTargetInput extends AboutTarget {
  @Text(300, 'Why. Published as it is: name no private person.') reason!: string;

  toCommand() {
    const { target, reason } = this;
    return this.about({ type: 'RetirePromiseTarget', target, reason });
  }
}

@InputType()
abstract class AboutPriority extends AboutWard {
  @Identifier('The priority, by its own name within the ward.') priority!: string;
}

@Sends(
  'Record what the people of a ward ask of their police; inspectors, supervisors and the ward panel do so.',
)
export class RecordCommunityPriorityInput extends AboutPriority {
  @Choice(PrioritySourceEnum, 'Who asked for it.') source!: PrioritySource;
  @Text(500, 'What they ask. Published as it is: name no private person.') issue!: string;

  toCommand() {
    const { priority, source, issue } = this;
    return this.about({ type: 'RecordCommunityPriority', priority, source, issue });
  }
}

@Sends('Say that a priority is still one; inspectors, supervisors and the ward panel do so.')
export class RefreshCommunityPriorityInput extends AboutPriority {
  toCommand() {
    return this.about({ type: 'RefreshCommunityPriority', priority: this.priority });
  }
}

@Sends('Withdraw a priority; inspectors, supervisors and the ward panel do so.')
export class WithdrawCommunityPriorityInput extends AboutPriority {
  @Text(500, 'Why. Published as it is: name no private person.') reason!: string;

  toCommand() {
    const { priority, reason } = this;
    return this.about({ type: 'WithdrawCommunityPriority', priority, reason });
  }
}

@Sends(
  'Abolish a ward; administrators do so. Its targets, priorities and dedications end with it; its history stays.',
)
export class AbolishWardInput extends AboutWard {
  @WardCode(
    'The wards that come after it: others of its borough, which are there by then.',
    as('successorCodes'),
    list(20),
  )
  successors!: readonly string[];

  toCommand() {
    return this.about({ type: 'AbolishWard', successors: this.successors });
  }
}
