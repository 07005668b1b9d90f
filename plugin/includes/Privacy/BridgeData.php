<?php
/**
 * Asks the bridge to give out or to erase what it keeps about one person of this site.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Privacy;

use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\Pairing;

final class BridgeData {

	/** Seconds to wait for one answer. */
	private const TIMEOUT = 20;

	public function __construct( private readonly Pairing $pairing, private readonly BridgeClient $client ) {}

	/** Whether there is a bridge to ask; one whose secret this site cannot read any more counts, as it may hold something. */
	public function is_there(): bool {
		return null !== $this->pairing->current() || $this->pairing->is_unreadable();
	}

	/**
	 * A page of the export.
	 *
	 * @param string|null $after What the page before gave as `next`.
	 * @return array{items: list<array<string, mixed>>, next: string|null}
	 * @throws BridgeFailure When the bridge does not give it.
	 */
	public function export( Person $person, ?string $after ): array {
		$data  = $this->ask( '/v1/members/export', $person, $after );
		$items = array();
		foreach ( is_array( $data['events'] ?? null ) ? $data['events'] : array() as $event ) {
			$items[] = self::item( 'slotbridge-bridge', __( 'What the SlotBridge bridge keeps about you', 'slotbridge' ), $event );
		}
		foreach ( is_array( $data['mentions'] ?? null ) ? $data['mentions'] : array() as $mention ) {
			$items[] = self::item( 'slotbridge-bridge-mentions', __( 'Events at the SlotBridge bridge that name your e-mail address', 'slotbridge' ), $mention );
		}
		return array(
			'items' => $items,
			'next'  => is_string( $data['next'] ?? null ) ? $data['next'] : null,
		);
	}

	/**
	 * A part of the erasure.
	 *
	 * @return array{erased: int, busy: int, next: string|null}
	 * @throws BridgeFailure When the bridge could not be asked, or did not say what it did.
	 */
	public function erase( Person $person, ?string $after ): array {
		$data = $this->ask( '/v1/members/erase', $person, $after );
		if ( ! is_int( $data['erased'] ?? null ) || ! is_int( $data['busy'] ?? null ) ) {
			throw BridgeFailure::unreadable( 200 );
		}
		return array(
			'erased' => $data['erased'],
			'busy'   => $data['busy'],
			'next'   => is_string( $data['next'] ?? null ) ? $data['next'] : null,
		);
	}

	/** @return array<string, mixed> */
	private function ask( string $path, Person $person, ?string $after ): array {
		$body = array(
			'subject' => $person->subject(),
			'email'   => $person->email,
			'after'   => $after,
		);
		return $this->client->call( 'POST', $path, array(), (string) wp_json_encode( $body ), self::TIMEOUT )->data();
	}

	/** @return array<string, mixed> */
	private static function item( string $group, string $label, mixed $event ): array {
		$event = is_array( $event ) ? $event : array();
		$id    = is_string( $event['id'] ?? null ) ? $event['id'] : '';
		$time  = is_string( $event['time'] ?? null ) ? strtotime( $event['time'] ) : false;
		unset( $event['id'], $event['subject'] );
		$event['time'] = false === $time ? '' : (string) wp_date( LocalExport::format(), $time );
		return LocalExport::item( $group, $label, "bridge-$id", $event );
	}
}
