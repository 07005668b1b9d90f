<?php
/**
 * Tells the audit log of the changes that decide who sees a calendar or group: its audience, its status, that it came or went.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Catalogue\EventTypes;

final class AuditedFields {

	/**
	 * Called before the event is written: what was told last is how it was.
	 *
	 * @param string               $type    The event's type.
	 * @param string               $subject E.g. `calendar/12`.
	 * @param array<string, mixed> $entity  Snapshot after the change.
	 * @param list<string>         $changed Names of the fields that changed.
	 */
	public static function tell( string $type, string $subject, array $entity, array $changed ): void {
		$gone = EventTypes::removes( $type );
		if ( ! $gone && array() === array_intersect( array( 'status', 'audience' ), $changed ) ) {
			return; // Most saves end here, without another query.
		}
		$last = LastTold::about( $subject );
		$old  = null === $last || $last->removed() ? null : self::audited( $last->entity );
		$new  = $gone ? null : self::audited( $entity );
		if ( $old === $new ) {
			return;
		}
		$kind = explode( '/', $subject )[0];
		$name = is_string( $entity['name'] ?? null ) ? $entity['name'] : '';
		$what = null === $old ? 'added' : ( null === $new ? 'removed' : 'changed' );
		do_action( 'slotbridge_audit', "$kind.$what", $old, $new, array( 'subject' => trim( "$subject $name" ) ) );
	}

	/**
	 * @param array<string, mixed> $entity Snapshot.
	 * @return array{status: mixed, audience: mixed}
	 */
	private static function audited( array $entity ): array {
		return array(
			'status'   => $entity['status'] ?? null,
			'audience' => $entity['audience'] ?? null,
		);
	}
}
