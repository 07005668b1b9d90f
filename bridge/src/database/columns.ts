/** The kinds of columns that the tables are made of: what is read, what may be inserted, what may be written over it. */
import type { ColumnType } from 'kysely';

/** A `timestamptz`: read as Date, written as Date or ISO text. */
export type Time = ColumnType<Date, Date | string, Date | string>;
export type OptionalTime = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** A `jsonb` value that may be null. */
export type Json<T> = ColumnType<T, string, string>;
export type OptionalJson<T> = ColumnType<T | null, string | null | undefined, string | null>;

/** `bigint` arrives from pg as text unless a parser is set; `database/client.ts` sets one (safe integers only). */
export type Big = ColumnType<number, number, number>;
