// The schemas that events are written with, and no more of zod: its translations alone would be half of a bundle.
export { array, boolean, enum, int, iso, literal, strictObject, string, union } from 'zod';
// Named too: the declarations of whoever defines events are written with them.
export type {
  core,
  infer,
  output,
  ZodArray,
  ZodBoolean,
  ZodEnum,
  ZodInt,
  ZodLiteral,
  ZodObject,
  ZodNullable,
  ZodOptional,
  ZodString,
  ZodType,
  ZodUnion,
} from 'zod';
