<?php
/**
 * Holds an audience against what is known of a person. Nothing is guessed: what AccessAlly cannot tell stays unknown, and unknown never lets anybody in.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

use SlotBridge\AccessAlly\Adapter;
use SlotBridge\AccessAlly\Members;
use SlotBridge\AccessAlly\Membership;
use SlotBridge\Calendars\Checks\AudienceCheck;

final class Rules {

	/**
	 * The rules of an audience in the form that the rest of this class reads.
	 *
	 * @param array<array-key, mixed> $audience As stored; it may have been written by other code.
	 * @return array{match: string, rules: list<array{kind: string, id: string, name: string, as: string|null}>}|null Null: it cannot be understood.
	 */
	public static function parse( array $audience ): ?array {
		$match = $audience['match'] ?? 'any';
		$given = $audience['rules'] ?? null;
		if ( ! is_string( $match ) || ! in_array( $match, AudienceCheck::MATCHES, true ) || ! is_array( $given ) ) {
			return null;
		}
		$rules = array();
		foreach ( $given as $rule ) {
			$rule = is_array( $rule ) ? self::rule( $rule ) : null;
			if ( null === $rule ) {
				return null; // A rule that is left out could open what it was meant to close.
			}
			$rules[] = $rule;
		}
		return array(
			'match' => $match,
			'rules' => $rules,
		);
	}

	/**
	 * @param array{match: string, rules: list<array{kind: string, id: string, name: string, as: string|null}>} $audience Of parse().
	 * @return list<RuleResult>
	 */
	public static function hold_against( array $audience, \WP_User $user ): array {
		$member  = null;
		$results = array();
		foreach ( $audience['rules'] as $rule ) {
			if ( 'role' === $rule['kind'] ) {
				$result = self::told( in_array( $rule['id'], array_map( 'strval', $user->roles ), true ) );
			} else {
				$member ??= Members::of( $user->ID );
				$result   = self::result( $rule, $member );
			}
			$results[] = new RuleResult( $user->ID, $rule['kind'], $rule['id'], $rule['name'], $rule['as'], $result );
		}
		return $results;
	}

	/**
	 * What the results come to. It is `yes` only where no answer to what is unknown could make it a no.
	 *
	 * @param list<RuleResult> $results At least one.
	 */
	public static function sum( string $match, array $results ): string {
		$seen = array_fill_keys( array( RuleResult::YES, RuleResult::NO, RuleResult::UNKNOWN ), false );
		foreach ( $results as $result ) {
			$seen[ $result->result ] = true;
		}
		return match ( $match ) {
			'any'   => $seen[ RuleResult::YES ] ? RuleResult::YES : ( $seen[ RuleResult::UNKNOWN ] ? RuleResult::UNKNOWN : RuleResult::NO ),
			'all'   => $seen[ RuleResult::NO ] ? RuleResult::NO : ( $seen[ RuleResult::UNKNOWN ] ? RuleResult::UNKNOWN : RuleResult::YES ),
			default => $seen[ RuleResult::YES ] ? RuleResult::NO : ( $seen[ RuleResult::UNKNOWN ] ? RuleResult::UNKNOWN : RuleResult::YES ),
		};
	}

	/**
	 * @param array<array-key, mixed> $rule As stored.
	 * @return array{kind: string, id: string, name: string, as: string|null}|null
	 */
	private static function rule( array $rule ): ?array {
		$kind = $rule['kind'] ?? null;
		$id   = $rule['id'] ?? null;
		$id   = is_int( $id ) || is_string( $id ) ? trim( (string) $id ) : '';
		$part = $rule['as'] ?? null;
		if ( ! is_string( $kind ) || ! in_array( $kind, AudienceCheck::KINDS, true ) || '' === $id || ! in_array( $part, array( null, 'member', 'leader' ), true ) ) {
			return null;
		}
		return array(
			'kind' => $kind,
			'id'   => $id,
			'name' => is_string( $rule['name'] ?? null ) && '' !== $rule['name'] ? $rule['name'] : $id,
			'as'   => $part,
		);
	}

	/** @param array{kind: string, id: string, name: string, as: string|null} $rule Of parse(). */
	private static function result( array $rule, Membership $member ): string {
		if ( 'team' === $rule['kind'] ) {
			// The keys of Teams stay in user meta when AccessAlly is gone; then nobody keeps them true.
			$parts = $member->teams[ $rule['id'] ] ?? array();
			return Adapter::isActive() ? self::told( null === $rule['as'] ? array() !== $parts : in_array( $rule['as'], $parts, true ) ) : RuleResult::UNKNOWN;
		}
		$ids = match ( $rule['kind'] ) {
			'tag'      => $member->tags,
			'offering' => $member->offerings,
			default    => $member->community_groups,
		};
		return null === $ids ? RuleResult::UNKNOWN : self::told( in_array( $rule['id'], $ids, true ) );
	}

	private static function told( bool $has ): string {
		return $has ? RuleResult::YES : RuleResult::NO;
	}
}
