import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { printSchema } from 'graphql';
import { buildSchema, ObjectType, Query, Resolver } from 'type-graphql';
import { agency } from '@wardbook/policing';
import { aboutRecord } from './command-input.ts';
import { ActorKey, as, Choice, choice, OPTIONAL, Text, until } from './fields.ts';
import { Sends, mutationsIn } from './sends.ts';

const Lighting = choice('LampLighting', 'How a lamp burns.', {
  LIT: 'It burns.',
  ON: { description: 'It burns.', ...until('2027-05-31', 'Give LIT') },
});

@ObjectType({ description: 'A lamp.' })
class StreetLamp {
  @Text('Its lighting.', until('2027-05-31', 'Use `lighting`')) state!: string;
  @Choice(Lighting, 'How it burns.') lighting!: keyof typeof Lighting;
}

const AboutLamp = aboutRecord(agency, ActorKey('The lamp.', as('lamp')));

@Sends('Switch a lamp.', until('2027-05-31', 'Send `lightLamp`'))
class SwitchLampInput extends AboutLamp {
  @Text(80, 'Why.', OPTIONAL, until('2027-05-31', 'Leave it out')) reason?: string;
  @Text(80, 'After it.', OPTIONAL) successor?: string;

  toCommand() {
    return this.about({ type: 'EndAgency', successor: this.successor });
  }
}

@Resolver()
class Lamps {
  @Query(() => StreetLamp, until('2027-05-31', 'Use `lamps`')) lamp(): null {
    return null;
  }
}

test('what is to go says until when, and what is there instead, wherever it stands', async () => {
  const resolvers = [Lamps, ...mutationsIn([{ SwitchLampInput }])] as const;
  const text = printSchema(await buildSchema({ resolvers, validate: false }));
  for (const said of [
    'ON @deprecated(reason: "Give LIT; removed after 2027-05-31.")',
    'state: String! @deprecated(reason: "Use `lighting`; removed after 2027-05-31.")',
    'reason: String @deprecated(reason: "Leave it out; removed after 2027-05-31.")',
    'lamp: StreetLamp! @deprecated(reason: "Use `lamps`; removed after 2027-05-31.")',
    ' @deprecated(reason: "Send `lightLamp`; removed after 2027-05-31.")',
  ])
    expect(text).toContain(said);
});
