<?php
/**
 * Custom operations: adding them and running them for somebody.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInOperationsPage {

	public static function render(): void {
		AccessAllyStandInHtml::page( 'Custom operations', 'An operation does one thing to a contact. Nothing says that it ran but what it changed. On a page: [accessally_custom_operation operation_id="1" text="Count me in"].', array( __CLASS__, 'body' ) );
	}

	public static function body(): void {
		$rows = array();
		foreach ( AccessAllyStandInOperations::all() as $id => $operation ) {
			$rows[] = array( (string) $id, $operation['name'], AccessAllyStandInOperations::KINDS[ $operation['kind'] ] . ': ' . self::target( $operation ), AccessAllyStandInHtml::button_cell( 'remove-operation', 'Delete ' . $operation['name'], array( 'operation' => (string) $id ), 'button-link button-link-delete' ) );
		}
		AccessAllyStandInHtml::table( array( 'Number', 'Operation', 'What it does', 'Delete' ), $rows, 'There are no operations yet.' );
		if ( array() !== $rows ) {
			AccessAllyStandInHtml::heading( 'Run' );
			AccessAllyStandInHtml::form( array( 'run-operation' => 'Run' ), AccessAllyStandInChoices::operation() . AccessAllyStandInChoices::person() );
		}
		AccessAllyStandInHtml::heading( 'New operation' );
		AccessAllyStandInHtml::form( array( 'add-operation' => 'Add operation' ), AccessAllyStandInHtml::text( 'name', 'Name' ) . AccessAllyStandInHtml::select( 'what', 'What it does', self::choices() ) );
		AccessAllyStandInHtml::heading( 'As a webhook' );
		echo '<p>A POST with the field contactId to this address runs operation 1: <code>' . esc_html( AccessAllyStandInWebhooks::url( 'aal_fieldop' ) ) . '</code></p>';
	}

	/** @return array<string, string> Kind and target, joined by a bar, with words. */
	private static function choices(): array {
		$targets = array(
			'tag'      => AccessAllyStandInStorage::tags(),
			'offering' => AccessAllyStandInChoices::offerings(),
			'field'    => AccessAllyStandInFields::ALL['Integer'],
			'event'    => array_map( static fn ( array $event ): string => $event['name'], AccessAllyStandInProgressEvents::all() ),
		);
		$found   = array();
		foreach ( AccessAllyStandInOperations::KINDS as $kind => $words ) {
			foreach ( $targets[ substr( (string) strrchr( $kind, '-' ), 1 ) ] as $id => $name ) {
				$found[ "$kind|$id" ] = "$words: $name";
			}
		}
		return $found;
	}

	/** @param array{kind: string, target: string} $operation One. */
	private static function target( array $operation ): string {
		$words = self::choices()[ $operation['kind'] . '|' . $operation['target'] ] ?? '';
		return '' === $words ? $operation['target'] : substr( $words, strlen( AccessAllyStandInOperations::KINDS[ $operation['kind'] ] ) + 2 );
	}
}
