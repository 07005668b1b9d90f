/** The mappable fields, by entity. */
import type { Entity } from '../events/index.ts';
import { calendarGroupFields } from './calendar-group.ts';
import { calendarFields } from './calendar.ts';
import type { FieldDefinition } from './types.ts';

export type { CalendarGroupFieldId } from './calendar-group.ts';
export type { CalendarFieldId } from './calendar.ts';
export type { FieldDefinition, FieldKind } from './types.ts';

export const fields: Readonly<Record<Entity, readonly FieldDefinition[]>> = { calendar: calendarFields, 'calendar-group': calendarGroupFields };
