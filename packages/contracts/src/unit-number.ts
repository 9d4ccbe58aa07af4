import { IsInt, Max, Min, type ValidationOptions } from 'class-validator';

/** Largest value of the column that holds a unit's number (PostgreSQL `integer`); beyond it a query is a fault, not an answer. */
const largest = 2_147_483_647;

/** A unit's number as somebody gives it: 1 to 2,147,483,647, whether there is such a unit or not. */
export function IsUnitNumber(options?: ValidationOptions): PropertyDecorator {
  const rules = [IsInt(options), Min(1, options), Max(largest, options)];
  return (target, property) => {
    for (const rule of rules) rule(target, property);
  };
}
