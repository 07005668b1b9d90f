<?php
/**
 * Custom operations: small things that AccessAlly does to a contact when a form, a button, an order or ProgressAlly asks for it.
 *
 * Known: the kinds that are played are among the real ones. Running one fires no hook of AccessAlly; who wants to see it has to
 * see what it changed. There is none that calls a URL or a hook.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInOperations {

	const OPTION = 'accessally_stand_in_operations';

	/** What each kind does, for the screen. Its target is a tag, an offering, a field or an Event. */
	const KINDS = array(
		'add-tag'         => 'Add a tag',
		'remove-tag'      => 'Remove a tag',
		'grant-offering'  => 'Grant an offering',
		'revoke-offering' => 'Revoke an offering',
		'increase-field'  => 'Increase a field',
		'decrease-field'  => 'Decrease a field',
		'trigger-event'   => 'Trigger a ProgressAlly Event',
	);

	/** Adds an operation and gives its number. */
	public static function add( string $name, string $kind, string $target, int $amount = 1 ): int {
		$all       = self::all();
		$id        = array() === $all ? 1 : max( array_keys( $all ) ) + 1;
		$all[ $id ] = array( 'name' => $name, 'kind' => $kind, 'target' => $target, 'amount' => $amount );
		update_option( self::OPTION, $all, false );
		return $id;
	}

	public static function remove( int $id ): void {
		$all = self::all();
		unset( $all[ $id ] );
		update_option( self::OPTION, $all, false );
	}

	/** @return array<int, array{name: string, kind: string, target: string, amount: int}> By number. */
	public static function all(): array {
		$all = get_option( self::OPTION, array() );
		return is_array( $all ) ? $all : array();
	}

	/** @return array<int, mixed> As get_all_custom_operations() answers: rows with `Id` and `Name`, or names by id. Both are guesses. */
	public static function answer(): array {
		$names = array_map( static fn ( array $operation ): string => $operation['name'], self::all() );
		if ( 'map' === AccessAllyStandInMode::get( 'operations' ) ) {
			return $names;
		}
		$rows = array();
		foreach ( $names as $id => $name ) {
			$rows[] = array( 'Id' => AccessAllyStandInStorage::typed( array( $id ) )[0], 'Name' => $name );
		}
		return $rows;
	}

	/** Does it, and leaves a line in the stand-in's log. False: there is no such operation or contact, or no licence. */
	public static function run( int $contact_id, int $id, string $source ): bool {
		$operation = self::all()[ $id ] ?? null;
		if ( null === $operation || array() === AccessAllyStandInContacts::read( $contact_id ) || ! AccessAllyStandInMode::is_licensed() ) {
			return false;
		}
		$target = $operation['target'];
		match ( $operation['kind'] ) {
			'add-tag'         => AccessAllyStandInStorage::give( $contact_id, array( (int) $target ) ),
			'remove-tag'      => AccessAllyStandInStorage::take( $contact_id, array( (int) $target ) ),
			'grant-offering'  => AccessAllyStandInOfferings::grant( $target, $contact_id ),
			'revoke-offering' => AccessAllyStandInOfferings::revoke( $target, $contact_id ),
			'increase-field'  => AccessAllyStandInFields::increase( $contact_id, $target, $operation['amount'] ),
			'decrease-field'  => AccessAllyStandInFields::increase( $contact_id, $target, -$operation['amount'] ),
			'trigger-event'   => AccessAllyStandInProgressEvents::trigger( AccessAllyStandInContacts::user_of( $contact_id ), (int) $target ),
		};
		AccessAllyStandInLog::add( sprintf( 'Operation "%s" ran for %s (%s).', $operation['name'], AccessAllyStandInLog::contact( $contact_id ), '' === $source ? 'no source' : $source ) );
		return true;
	}
}
