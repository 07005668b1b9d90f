<?php
/**
 * The rules of an audience in plain words, with the names that things have now and dates as the site writes them.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

use SlotBridge\AccessAlly\Names;
use SlotBridge\AccessAlly\Offerings;

final class RuleWords {

	/** What a rule is about, to stand in a sentence: the tag "Gold". */
	public static function thing( RuleResult $rule ): string {
		return match ( true ) {
			/* translators: %s: name of a tag. */
			'tag' === $rule->kind => sprintf( __( 'the tag "%s"', 'slotbridge' ), self::name( $rule ) ),
			/* translators: %s: name of an offering. */
			'offering' === $rule->kind => sprintf( __( 'access to the offering "%s"', 'slotbridge' ), self::name( $rule ) ),
			/* translators: %s: name of a role. */
			'role' === $rule->kind => sprintf( __( 'the role "%s"', 'slotbridge' ), self::name( $rule ) ),
			/* translators: %s: name of a group. */
			'communityGroup' === $rule->kind => sprintf( __( 'a place in the community group "%s"', 'slotbridge' ), self::name( $rule ) ),
			/* translators: %s: name of a Team. */
			'leader' === $rule->part => sprintf( __( 'the lead of the Team "%s"', 'slotbridge' ), self::name( $rule ) ),
			/* translators: %s: name of a Team. */
			'member' === $rule->part => sprintf( __( 'a member\'s place in the Team "%s"', 'slotbridge' ), self::name( $rule ) ),
			/* translators: %s: name of a Team. */
			default => sprintf( __( 'a place in the Team "%s"', 'slotbridge' ), self::name( $rule ) ),
		};
	}

	/** What it is called now; as in the rule, where that cannot be told. */
	private static function name( RuleResult $rule ): string {
		if ( 'role' === $rule->kind ) {
			$roles = wp_roles()->get_names();
			return isset( $roles[ $rule->id ] ) ? translate_user_role( $roles[ $rule->id ] ) : $rule->name;
		}
		[ $now, $unnamed ] = match ( $rule->kind ) {
			'tag'      => array( Names::tag( $rule->id ), Names::numbered( 'tag', $rule->id ) ),
			'team'     => array( Names::team( $rule->id ), Names::numbered( 'team', $rule->id ) ),
			'offering' => array( Names::offering( $rule->id ), Names::numbered( 'offering', (string) Offerings::number( $rule->id ) ) ),
			default    => array( Names::communityGroup( $rule->id ), Names::numbered( 'group', $rule->id ) ),
		};
		return $now === $unnamed ? $rule->name : $now;
	}

	/** The same with the date since when the person has it, where that is known. */
	public static function thing_since( RuleResult $rule ): string {
		$since = $rule->since();
		return null === $since
			? self::thing( $rule )
			/* translators: 1: such as: the tag "Gold". 2: a date. */
			: sprintf( __( '%1$s since %2$s', 'slotbridge' ), self::thing( $rule ), self::date( $since ) );
	}

	/** What came of one rule, as a sentence of its own. */
	public static function result( RuleResult $rule ): string {
		return match ( $rule->result ) {
			/* translators: %s: such as: the tag "Gold" since 3 May 2026. */
			RuleResult::YES => sprintf( __( 'Has %s.', 'slotbridge' ), self::thing_since( $rule ) ),
			/* translators: %s: such as: the tag "Gold". */
			RuleResult::NO => sprintf( __( 'Does not have %s.', 'slotbridge' ), self::thing( $rule ) ),
			/* translators: %s: such as: the tag "Gold". */
			default => sprintf( __( 'AccessAlly cannot tell now about %s.', 'slotbridge' ), self::thing( $rule ) ),
		};
	}

	/**
	 * Those of the rules with this result, as a list to stand in a sentence.
	 *
	 * @param list<RuleResult> $rules  Rules.
	 * @param string           $result One of RuleResult's constants; '': all.
	 */
	public static function listed( array $rules, string $result = '' ): string {
		$things = array();
		foreach ( $rules as $rule ) {
			if ( '' === $result || $rule->result === $result ) {
				$things[] = RuleResult::YES === $result ? self::thing_since( $rule ) : self::thing( $rule );
			}
		}
		return wp_sprintf( '%l', $things );
	}

	/** A day in the site's format and time zone. */
	public static function date( int $time ): string {
		return self::format( $time, self::option( 'date_format', 'Y-m-d' ) );
	}

	/** A moment in the site's format and time zone. */
	public static function moment( int $time ): string {
		return self::format( $time, self::option( 'date_format', 'Y-m-d' ) . ' ' . self::option( 'time_format', 'H:i' ) );
	}

	private static function format( int $time, string $format ): string {
		return (string) wp_date( $format, $time );
	}

	private static function option( string $name, string $fallback ): string {
		$value = get_option( $name );
		return is_string( $value ) && '' !== $value ? $value : $fallback;
	}
}
