<?php
/**
 * Sees Teams being created (the first time that somebody leads or belongs to one), renamed by the owner, and emptied (the last one left).
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class TeamWatch {

	public const OPTION = 'slotbridge_teams_seen';

	/** Registers the hooks; who joins or leaves is seen by MemberWatch, which asks this class to compare. */
	public static function register(): void {
		add_action( 'update_option_' . Names::TEAM_LABELS, array( self::class, 'after_labels' ), 10, 2 );
		add_action( 'add_option_' . Names::TEAM_LABELS, static fn ( mixed $name, mixed $labels ) => self::after_labels( array(), $labels ), 10, 2 );
	}

	/** Compares the Teams that there are with those that were last seen; of two processes only one tells. */
	public static function compare(): void {
		TeamKeys::forget_all();
		( new LastSeen( self::OPTION ) )->compare( TeamKeys::ids(), self::tell( ... ) );
	}

	/**
	 * @param array<array-key, mixed> $before Numbers of the Teams that were last seen.
	 * @param array<array-key, mixed> $now    Numbers of those that came after them.
	 */
	private static function tell( array $before, array $now ): void {
		$before = array_filter( $before, 'is_int' );
		$now    = array_filter( $now, 'is_int' );
		foreach ( array_diff( $now, $before ) as $team ) {
			self::fire( 'team.created', $team, array( 'id' ), array() );
		}
		foreach ( array_diff( $before, $now ) as $team ) {
			self::fire( 'team.emptied', $team, array( 'leaders', 'members' ), array() );
		}
	}

	/** Hooked to the option of the owner's names. */
	public static function after_labels( mixed $before, mixed $now ): void {
		$before = Names::labels( $before );
		$now    = Names::labels( $now );
		foreach ( array_keys( $before + $now ) as $team ) {
			$from = $before[ $team ] ?? Names::numbered( 'team', (string) $team );
			$to   = $now[ $team ] ?? Names::numbered( 'team', (string) $team );
			if ( $from !== $to ) {
				self::fire( 'team.renamed', $team, array( 'name' ), array( 'name' => array( 'from' => $from, 'to' => $to ) ) );
			}
		}
	}

	/**
	 * @param list<string>         $changed Fields of the snapshot.
	 * @param array<string, mixed> $detail  What exactly.
	 */
	private static function fire( string $type, int $team, array $changed, array $detail ): void {
		Fire::about( $type, "team/$team", static fn (): array => Snapshots::team( $team ), $changed, $detail );
	}
}
