import { InputType } from 'type-graphql';
import { borough } from '@wardbook/policing';
import { aboutRecord } from '../command-input.ts';
import { as, BoroughCode, Identifier, NodeId, Text, WardCode } from '../fields.ts';
import { Sends } from '../sends.ts';

const AboutBorough = aboutRecord(borough, BoroughCode('The borough.', as('boroughCode')));

@Sends('Put a borough on record; administrators do so.')
export class EstablishBoroughInput extends AboutBorough {
  @Text(120, 'What the borough is called.') name!: string;

  toCommand() {
    return this.about({ type: 'EstablishBorough', name: this.name });
  }
}

@InputType()
abstract class AboutSector extends AboutBorough {
  @Identifier('The sector, by its own name within the borough.') sector!: string;
}

@Sends('Make a police sector of a borough; administrators do so.')
export class CreateSectorInput extends AboutSector {
  @Text(120, 'What the sector is called.') label!: string;

  toCommand() {
    const { sector, label } = this;
    return this.about({ type: 'CreateSector', sector, label });
  }
}

@Sends('Dissolve a sector in which no wards lie any more; administrators do so.')
export class DissolveSectorInput extends AboutSector {
  toCommand() {
    return this.about({ type: 'DissolveSector', sector: this.sector });
  }
}

@Sends('Put an inspector in charge of a sector; administrators do so. Stand down the one in post first.')
export class AppointSectorInspectorInput extends AboutSector {
  @NodeId('Member', 'Who takes charge: an inspector or above.', as('memberId')) member!: string;

  toCommand() {
    const { sector, member } = this;
    return this.about({ type: 'AppointSectorInspector', sector, member });
  }
}

@Sends('Take the inspector out of post; administrators do so. The vacancy is on record.')
export class StandDownSectorInspectorInput extends AboutSector {
  @NodeId('Member', 'Who is in charge no longer.', as('memberId')) member!: string;

  toCommand() {
    const { sector, member } = this;
    return this.about({ type: 'StandDownSectorInspector', sector, member });
  }
}

@Sends('Put a ward into a sector; administrators do so.')
export class AssignWardToSectorInput extends AboutSector {
  @WardCode('The ward.', as('wardCode')) ward!: string;

  toCommand() {
    const { ward, sector } = this;
    return this.about({ type: 'AssignWardToSector', ward, sector });
  }
}
