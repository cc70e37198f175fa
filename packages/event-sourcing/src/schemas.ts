// The schemas that events are written with, and no more of zod: its translations alone would be half of a bundle.
export { array, boolean, enum, int, iso, literal, strictObject, string, toJSONSchema, union } from 'zod';
export type {
  infer,
  output,
  ZodArray,
  ZodBoolean,
  ZodEnum,
  ZodInt,
  ZodLiteral,
  ZodObject,
  ZodString,
  ZodType,
} from 'zod';
