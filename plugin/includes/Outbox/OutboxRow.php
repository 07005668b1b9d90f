<?php
/**
 * One row of the outbox, with its types put right (the database hands everything over as text).
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

final class OutboxRow {

	public const PENDING = 'pending';
	public const SENDING = 'sending';
	public const SENT    = 'sent';
	public const REFUSED = 'refused';

	/**
	 * @param int         $id              Also the event's place in the site's order (`sequence`).
	 * @param string      $event_id        UUIDv7.
	 * @param string      $type            CloudEvents type.
	 * @param string      $subject         E.g. `calendar/12`.
	 * @param string      $payload         The event's `data`, as JSON.
	 * @param string      $hash            SHA-256 of the entity's JSON.
	 * @param string      $state           One of the constants above.
	 * @param int         $attempts        How often it was handed to the bridge.
	 * @param string      $next_attempt_at UTC, `Y-m-d H:i:s`; like all times here.
	 * @param string|null $claimed_at      When a dispatcher took it.
	 * @param string|null $last_error      In plain words.
	 * @param string      $created_at      When it was written.
	 * @param string|null $sent_at         When the bridge took it.
	 */
	private function __construct(
		public readonly int $id,
		public readonly string $event_id,
		public readonly string $type,
		public readonly string $subject,
		public readonly string $payload,
		public readonly string $hash,
		public readonly string $state,
		public readonly int $attempts,
		public readonly string $next_attempt_at,
		public readonly ?string $claimed_at,
		public readonly ?string $last_error,
		public readonly string $created_at,
		public readonly ?string $sent_at
	) {}

	/**
	 * @param array<array-key, mixed> $row A row as `$wpdb->get_row( …, ARRAY_A )` gives it.
	 */
	public static function from_database( array $row ): self {
		$text     = static fn ( string $key ): string => isset( $row[ $key ] ) && is_scalar( $row[ $key ] ) ? (string) $row[ $key ] : '';
		$optional = static fn ( string $key ): ?string => isset( $row[ $key ] ) && is_scalar( $row[ $key ] ) ? (string) $row[ $key ] : null;
		return new self(
			(int) $text( 'id' ),
			$text( 'event_id' ),
			$text( 'type' ),
			$text( 'subject' ),
			$text( 'payload' ),
			$text( 'hash' ),
			$text( 'state' ),
			(int) $text( 'attempts' ),
			$text( 'next_attempt_at' ),
			$optional( 'claimed_at' ),
			$optional( 'last_error' ),
			$text( 'created_at' ),
			$optional( 'sent_at' )
		);
	}

	/** The name of the entity that the event is about; of somebody without one the login; empty when it has none. */
	public function entity_name(): string {
		$data = json_decode( $this->payload, true );
		$data = is_array( $data ) && is_array( $data['entity'] ?? null ) ? $data['entity'] : array();
		$name = $data['name'] ?? '';
		$name = '' === $name ? ( $data['login'] ?? '' ) : $name;
		return is_string( $name ) ? $name : '';
	}

	/** @return array<string, mixed> What exactly happened; empty where the event does not say. */
	public function detail(): array {
		$data   = json_decode( $this->payload, true );
		$detail = array();
		foreach ( is_array( $data ) && is_array( $data['detail'] ?? null ) ? $data['detail'] : array() as $key => $value ) {
			$detail[ (string) $key ] = $value;
		}
		return $detail;
	}

	/**
	 * The event as a CloudEvents 1.0 envelope, ready to be a member of a JSON array.
	 * The stored `data` is put in as it is, so that what is sent is to the byte what was recorded.
	 *
	 * @param string $source Address of the site.
	 */
	public function envelope( string $source ): string {
		$head = wp_json_encode(
			array(
				'specversion'     => '1.0',
				'id'              => $this->event_id,
				'source'          => $source,
				'type'            => $this->type,
				'subject'         => $this->subject,
				'time'            => EventId::time( $this->event_id ),
				'sequence'        => (string) $this->id,
				'sequencetype'    => 'Integer',
				'datacontenttype' => 'application/json',
				'traceparent'     => $this->traceparent(),
			)
		);
		return substr( (string) $head, 0, -1 ) . ',"data":' . $this->payload . '}';
	}

	/**
	 * W3C Trace Context: by it, one event can be followed from here to HighLevel. Made of the event's id, which is as random
	 * as a trace's must be, so that it needs no column of its own and stays the same however often the event is sent.
	 */
	private function traceparent(): string {
		return '00-' . str_replace( '-', '', $this->event_id ) . '-' . substr( hash( 'sha256', $this->event_id ), 0, 16 ) . '-01';
	}
}
