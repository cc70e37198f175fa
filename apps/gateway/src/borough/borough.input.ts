import { Length, Matches } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import { borough } from '@wardbook/policing';
import { CommandInput } from '../command-input.ts';
import { BOROUGH_CODE, IDENTIFIER, WARD_CODE } from '../formats.ts';
import { localId } from '../global-id.ts';
import { wish, type Sendable, type Wish } from '../send.ts';

const about = (boroughCode: string, command: UnsentTo<typeof borough>): Wish =>
  wish(borough, 'Borough', boroughCode, command);

@InputType()
export class EstablishBoroughInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(BOROUGH_CODE)
  boroughCode!: string;

  @Field(() => String)
  @Length(1, 120)
  name!: string;

  toWish(): Wish {
    const { name } = this;
    return about(this.boroughCode, { type: 'EstablishBorough', name });
  }
}

@InputType()
export class CreateSectorInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(BOROUGH_CODE)
  boroughCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  sector!: string;

  @Field(() => String)
  @Length(1, 120)
  label!: string;

  toWish(): Wish {
    const { sector, label } = this;
    return about(this.boroughCode, { type: 'CreateSector', sector, label });
  }
}

@InputType()
export class DissolveSectorInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(BOROUGH_CODE)
  boroughCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  sector!: string;

  toWish(): Wish {
    return about(this.boroughCode, { type: 'DissolveSector', sector: this.sector });
  }
}

@InputType()
export class AppointSectorInspectorInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(BOROUGH_CODE)
  boroughCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  sector!: string;

  @Field(() => ID)
  memberId!: string;

  toWish(): Wish {
    const { sector, memberId } = this;
    return about(this.boroughCode, {
      type: 'AppointSectorInspector',
      sector,
      member: localId('Member', memberId),
    });
  }
}

@InputType()
export class StandDownSectorInspectorInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(BOROUGH_CODE)
  boroughCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  sector!: string;

  toWish(): Wish {
    return about(this.boroughCode, { type: 'StandDownSectorInspector', sector: this.sector });
  }
}

@InputType()
export class AssignWardToSectorInput extends CommandInput implements Sendable {
  @Field(() => String)
  @Matches(BOROUGH_CODE)
  boroughCode!: string;

  @Field(() => String)
  @Matches(WARD_CODE)
  wardCode!: string;

  @Field(() => String)
  @Matches(IDENTIFIER)
  sector!: string;

  toWish(): Wish {
    return about(this.boroughCode, { type: 'AssignWardToSector', ward: this.wardCode, sector: this.sector });
  }
}
