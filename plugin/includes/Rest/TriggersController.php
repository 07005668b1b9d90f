<?php
/**
 * /triggers: what can be told to the bridge beyond calendars, in words, and which of it the owner has switched on.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\Pairing;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Catalogue\TriggerType;
use SlotBridge\Catalogue\TriggerTypes;
use SlotBridge\Catalogue\TriggerWords;
use SlotBridge\Triggers\Triggers;

final class TriggersController extends Controller {

	public function __construct( private readonly Pairing $pairing ) {}

	public function register(): void {
		$this->route( '/triggers', 'GET', array( self::MANAGE ), fn (): array => $this->all() );
		$this->route(
			'/triggers',
			'PUT',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): array|\WP_Error => $this->save( $request ),
			array(
				'triggers' => array(
					'description'          => 'By event type: true switches it on, false off. What is left out stays as it is.',
					'type'                 => 'object',
					'required'             => true,
					'additionalProperties' => array( 'type' => 'boolean' ),
				),
			)
		);
	}

	/** @return array{paired: bool, families: list<array{id: string, title: string, triggers: list<array<string, mixed>>}>} */
	private function all(): array {
		$families = array();
		foreach ( TriggerWords::families() as $id => $title ) {
			$families[] = array(
				'id'       => $id,
				'title'    => $title,
				'triggers' => array_values( array_map( array( self::class, 'describe' ), array_filter( TriggerTypes::all(), static fn ( TriggerType $trigger ): bool => $trigger->family === $id ) ) ),
			);
		}
		return array(
			'paired'   => null !== $this->pairing->current(),
			'families' => $families,
		);
	}

	/** @return array{type: string, name: string, description: string, on: bool, sends: list<string>, note: string|null, needsSign: bool} */
	private static function describe( TriggerType $trigger ): array {
		$sends = TriggerWords::sends();
		return array(
			'type'        => $trigger->type,
			'name'        => $trigger->name,
			'description' => $trigger->description,
			'on'          => Triggers::is_on( $trigger->type ),
			'sends'       => array_map( static fn ( string $key ): string => $sends[ $key ] ?? $key, $trigger->sends ),
			'note'        => null === $trigger->note ? null : ( TriggerWords::notes()[ $trigger->note ] ?? null ),
			'needsSign'   => null !== $trigger->recipe,
		);
	}

	/**
	 * All or nothing: one wrong name, and every trigger stays as it was.
	 *
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return array<string, mixed>|\WP_Error
	 */
	private function save( \WP_REST_Request $request ): array|\WP_Error {
		$given   = $request->get_param( 'triggers' );
		$changes = array();
		$faults  = array();
		foreach ( is_array( $given ) ? $given : array() as $type => $on ) {
			$type = (string) $type;
			if ( null !== TriggerTypes::find( $type ) ) {
				$changes[ $type ] = true === $on;
			} else {
				$faults[ $type ] = isset( EventTypes::titles()[ $type ] )
					? __( 'Calendars and groups are always told; there is no switch for them.', 'slotbridge' )
					: __( 'There is no such trigger.', 'slotbridge' );
			}
		}
		if ( array() !== $faults ) {
			return new \WP_Error(
				'slotbridge_invalid_triggers',
				/* translators: %s: names of event types. */
				sprintf( __( 'Nothing was changed. These are no triggers: %s.', 'slotbridge' ), implode( ', ', array_keys( $faults ) ) ),
				array(
					'status' => 400,
					'fields' => $faults,
				)
			);
		}
		Triggers::change( $changes );
		return $this->all();
	}
}
