import { validated, written, type AnyEventDefinition } from './event.ts';
import type { Message } from './message.ts';
import { isPersonalReference } from './personal-reference.ts';
import type { PersonalValue, Sealable } from './sealing.ts';

/** An event's stored fields, its personal values taken out and replaced by references. */
export interface Separated {
  readonly data: string;
  readonly values: readonly PersonalValue[];
}

/**
 * Validates an event and takes its personal values out. A reference is kept as it is only from a `trusted` sender,
 * a process: typed text that looks like one is text. Throws `EventInvalid`.
 */
export const separate = (
  definition: AnyEventDefinition,
  made: Message,
  { stream, revision }: Sealable,
  trusted: boolean,
): Separated => {
  const fields = validated(definition, made);
  if (definition.personalFields.length === 0) return { data: written(definition, fields), values: [] };
  const values: PersonalValue[] = [];
  const take = (value: string, path: string): string => {
    if (trusted && isPersonalReference(value)) return value;
    const reference = `${stream}/${String(revision)}/${String(values.length)}`;
    if (!isPersonalReference(reference)) throw new TypeError(`No reference can name the stream ${stream}.`);
    values.push({ path, value });
    return reference;
  };
  const separated = definition.personalFields.reduce<unknown>(
    (all, path) => replaceAt(all, stepsOf(path), '', take),
    fields,
  );
  // Text that is sealed has to be well-formed as well; `written` says where it is not.
  if (values.some(({ value }) => !value.isWellFormed())) written(definition, fields);
  return { data: written(definition, separated), values };
};

const stepsOf = (path: string): readonly string[] => path.replaceAll('[]', '.[]').split('.');

const replaceAt = (
  value: unknown,
  [step, ...rest]: readonly string[],
  at: string,
  take: (value: string, path: string) => string,
): unknown => {
  if (step === undefined) return typeof value === 'string' ? take(value, at) : value;
  if (step === '[]')
    return Array.isArray(value)
      ? value.map((member, index) => replaceAt(member, rest, `${at}[${String(index)}]`, take))
      : value;
  if (typeof value !== 'object' || value === null || !(step in value)) return value;
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [step]: replaceAt(record[step], rest, at === '' ? step : `${at}.${step}`, take) };
};
