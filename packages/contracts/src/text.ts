import { registerDecorator, type ValidationOptions } from 'class-validator';
import { Transform } from 'class-transformer';

// NUL and other control characters but tab, line feed, carriage return; lone surrogates; bidi overrides and isolates, which
// make a text read differently from what it says.
const unfit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;

/** Text as people write it: NFC, no control, bidi or broken characters. Length counts UTF-16 units, as PostgreSQL and browsers nearly do. */
export function isPlainText(value: unknown, min: number, max: number): value is string {
  return (
    typeof value === 'string' &&
    value.length >= min &&
    value.length <= max &&
    value.isWellFormed() &&
    !unfit.test(value)
  );
}

/** A string of `min`..`max` UTF-16 units after NFC and trimming, without control or bidi characters. */
export function IsPlainText(min: number, max: number, options?: ValidationOptions): PropertyDecorator {
  const normalise = Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.length <= 4 * max + 64 && value.isWellFormed()
      ? value.normalize('NFC').trim()
      : value,
  );
  return (target, property) => {
    normalise(target, property);
    registerDecorator({
      name: 'isPlainText',
      target: target.constructor,
      propertyName: String(property),
      constraints: [min, max],
      ...(options === undefined ? {} : { options }),
      validator: { validate: (value: unknown) => isPlainText(value, min, max) },
    });
  };
}
