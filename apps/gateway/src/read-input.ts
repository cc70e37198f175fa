import { validate, type ValidationError } from 'class-validator';
import type { CommandInput } from './command-input.ts';
import { inputFieldsOf, type InputField } from './fields.ts';
import type { InvalidInput } from './payload.ts';

type Values = Record<string, unknown>;

/** An input in the words of its command, as its class types it; or what is wrong with what was sent. */
export const readInput = async <Input extends CommandInput>(
  { prototype }: { readonly prototype: Input },
  sent: object,
): Promise<Input | readonly InvalidInput[]> => {
  const input = each(prototype, sent, 'name', ({ normalised }, value) =>
    normalised ? (Array.isArray(value) ? value.map(normalised) : normalised(value)) : value,
  );
  const faults = await validate(input, {
    forbidUnknownValues: false,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  return faults.length > 0
    ? faults.flatMap((fault) => faultsIn(fault, prototype, []))
    : (each(prototype, input, 'property', ({ accepted }, value) => {
        if (!accepted || value === null) return value;
        return Array.isArray(value) ? value.map((one) => accepted(one as never)) : accepted(value as never);
      }) as Input);
};

/** Of a class, with each field that was sent; as clients call them, or as the class does. */
const each = (
  prototype: object,
  from: object,
  by: 'name' | 'property',
  read: (field: InputField, value: unknown) => unknown,
): object => {
  const input = Object.create(prototype) as Values;
  for (const field of inputFieldsOf(prototype)) {
    const value = Object.hasOwn(from, field[by]) ? (from as Values)[field[by]] : undefined;
    if (value === undefined) continue;
    const { group } = field;
    const inside = (member: object): object => each(group?.().prototype as object, member, by, read);
    input[field.property] =
      group && value !== null
        ? Array.isArray(value)
          ? value.map(inside)
          : inside(value)
        : read(field, value);
  }
  return input;
};

const faultsIn = (
  { property, constraints = {}, children = [] }: ValidationError,
  prototype: object | undefined,
  parents: readonly string[],
): readonly InvalidInput[] => {
  const field = prototype && inputFieldsOf(prototype).find((one) => one.property === property);
  // What is asked of a group as a whole is no field of a client's.
  const path = [...parents, ...(field ? [field.name] : /^\d+$/.test(property) ? [property] : [])];
  // The children of a list are its members by number, which have no fields of their own.
  const below = field ? (field.group?.().prototype as object | undefined) : prototype;
  return [
    ...Object.entries(constraints).map(([constraint, message]) => invalidInput(path, constraint, message)),
    ...children.flatMap((child) => faultsIn(child, below, path)),
  ];
};

export const invalidInput = (path: readonly string[], constraint: string, message: string): InvalidInput => ({
  kind: 'InvalidInput',
  path: ['input', ...path],
  constraint,
  message,
});

/**
 * What clients call the field at a path of the command, as far as it is theirs: a group that only the command has is passed
 * over, and of what the gateway makes there is nothing.
 */
export const clientPath = ({ prototype }: { readonly prototype: object }, path = ''): readonly string[] => {
  const names: string[] = [];
  let below: object | undefined = prototype;
  for (const part of path.split('.')) {
    if (/^\d+$/.test(part)) {
      if (names.length > 0) names.push(part);
      continue;
    }
    const field: InputField | undefined = below && inputFieldsOf(below).find((one) => one.property === part);
    if (!field && names.length > 0) break;
    if (!field) continue;
    names.push(field.name);
    below = field.group?.().prototype as object | undefined;
  }
  return names;
};
