import { validated, written, type AnyEventDefinition } from './event.ts';
import type { Message } from './message.ts';
import { isPersonalReference } from './personal-reference.ts';
import { isTextReference, textReference } from './sealed-text.ts';
import type { PersonalValue, Sealable } from './sealing.ts';

/** An event's stored fields, what is sealed taken out and replaced by references. */
export interface Separated {
  readonly data: string;
  readonly values: readonly PersonalValue[];
  /** Words that everybody may read. */
  readonly texts: readonly PersonalValue[];
}

/**
 * Validates an event and takes out what is sealed. A personal reference is kept as it is only from a `trusted` sender,
 * a process: typed text that looks like one is text. Throws `EventInvalid`.
 */
export const separate = (
  definition: AnyEventDefinition,
  made: Message,
  place: Sealable,
  trusted: boolean,
): Separated => {
  const fields = validated(definition, made);
  const { personalFields, sealedTexts } = definition;
  if (personalFields.length + sealedTexts.length === 0)
    return { data: written(definition, fields), values: [], texts: [] };
  const values: PersonalValue[] = [];
  const texts: PersonalValue[] = [];
  const takePersonal = (value: string, path: string): string => {
    if (trusted && isPersonalReference(value)) return value;
    const reference = `${place.stream}/${String(place.revision)}/${String(values.length)}`;
    if (!isPersonalReference(reference))
      throw new TypeError(`No reference can name the stream ${place.stream}.`);
    values.push({ path, value });
    return reference;
  };
  const takeText = (value: string, path: string): string => {
    const reference = textReference(place, texts.length);
    if (!isTextReference(reference)) throw new TypeError(`No reference can name the stream ${place.stream}.`);
    // What was typed in the form of a reference is validated as one.
    texts.push({ path, value: value.trim() });
    return reference;
  };
  const withoutTexts = taken(fields, sealedTexts, takeText);
  const separated = taken(withoutTexts, personalFields, takePersonal);
  // Text that is sealed has to be well-formed as well; `written` says where it is not.
  if ([...values, ...texts].some(({ value }) => !value.isWellFormed())) written(definition, fields);
  return { data: written(definition, separated), values, texts };
};

type Take = (value: string, path: string) => string;

const taken = (fields: unknown, paths: readonly string[], take: Take): unknown =>
  paths.reduce((all, path) => replaceAt(all, stepsOf(path), '', take), fields);

const stepsOf = (path: string): readonly string[] => path.replaceAll('[]', '.[]').split('.');

const replaceAt = (value: unknown, [step, ...rest]: readonly string[], at: string, take: Take): unknown => {
  if (step === undefined) return typeof value === 'string' ? take(value, at) : value;
  if (step === '[]')
    return Array.isArray(value)
      ? value.map((member, index) => replaceAt(member, rest, `${at}[${String(index)}]`, take))
      : value;
  if (typeof value !== 'object' || value === null || !(step in value)) return value;
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [step]: replaceAt(record[step], rest, at === '' ? step : `${at}.${step}`, take) };
};

/** Whether an event holds words that are to be sealed. */
export const holdsText = ({ sealedTexts }: AnyEventDefinition, made: Message): boolean =>
  holds(made, sealedTexts);

/** Whether an event holds what is about a person. */
export const holdsPersonal = ({ personalFields }: AnyEventDefinition, made: Message): boolean =>
  holds(made, personalFields);

const holds = (made: Message, paths: readonly string[]): boolean => {
  let found = false;
  const see = (value: string): string => {
    found = true;
    return value;
  };
  taken(made, paths, see);
  return found;
};
