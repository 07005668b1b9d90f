<?php
/**
 * Where an event is written down: one row, in the site's own database, in the request that caused it. No HTTP here.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

use SlotBridge\Catalogue\EventTypes;

final class Outbox {

	/**
	 * Rows written by this request, by blog and subject: a second change of the same entity goes into its row.
	 *
	 * @var array<string, array{id: int, type: string, changed: list<string>, payload: string}>
	 */
	private array $written = array();

	public function __construct( private readonly OutboxTable $table ) {}

	/** Whether this request wrote down something that only happened; such rows are never touched again. */
	private bool $noted = false;

	private bool $released = false;

	/**
	 * Writes down something that happened: always a row of its own, whatever this request has written before.
	 *
	 * @param string               $type    One of Catalogue\TriggerTypes.
	 * @param string               $subject E.g. `member/12`.
	 * @param array<string, mixed> $entity  The full snapshot.
	 * @param list<string>         $changed Names of the snapshot's fields that changed.
	 * @param array<string, mixed> $detail  What exactly happened.
	 * @return bool False: the database refused, and has logged why.
	 */
	public function note( string $type, string $subject, array $entity, array $changed, array $detail ): bool {
		$entity_json = self::encode( $entity );
		$payload     = '{"entity":' . $entity_json . ',"changed":' . self::encode( array_values( array_unique( $changed ) ) ) . ( array() === $detail ? '' : ',"detail":' . self::encode( $detail ) ) . '}';
		$id          = $this->table->insert( $type, $subject, $payload, hash( 'sha256', $entity_json ) );
		$this->noted = $this->noted || 0 !== $id;
		return 0 !== $id;
	}

	/**
	 * Writes down that a calendar or a group is no longer as it was.
	 *
	 * Called again for the same subject in the same request, it brings the row that is already there up to date, as long
	 * as no dispatcher has taken it.
	 *
	 * @param string               $type    One of Catalogue\EventTypes.
	 * @param string               $subject `calendar/{post id}` or `calendar-group/{term id}`.
	 * @param array<string, mixed> $entity  The full snapshot after the change.
	 * @param list<string>         $changed Names of the snapshot's fields that changed.
	 *
	 * A row that cannot be written is logged and never stops the owner's save: the sweep finds the change afterwards.
	 */
	public function record( string $type, string $subject, array $entity, array $changed ): void {
		$key     = get_current_blog_id() . ':' . $subject;
		$earlier = $this->written[ $key ] ?? null;
		if ( null !== $earlier ) {
			$type    = EventTypes::merge( $earlier['type'], $type );
			$changed = array_merge( $earlier['changed'], $changed );
		}
		$changed     = array_values( array_unique( $changed ) );
		$entity_json = self::encode( $entity );
		$payload     = '{"entity":' . $entity_json . ',"changed":' . self::encode( $changed ) . '}';
		$hash        = hash( 'sha256', $entity_json );
		if ( null !== $earlier && $earlier['type'] === $type && $earlier['payload'] === $payload ) {
			return;
		}
		$amended = null !== $earlier && $this->table->amend( $earlier['id'], $type, $payload, $hash );
		$id      = $amended ? $earlier['id'] : $this->table->insert( $type, $subject, $payload, $hash );
		if ( 0 === $id ) {
			return;
		}
		$this->written[ $key ] = array(
			'id'      => $id,
			'type'    => $type,
			'changed' => $changed,
			'payload' => $payload,
		);
	}

	/**
	 * The fingerprint by which a snapshot is known to be in the outbox already.
	 *
	 * @param array<string, mixed> $entity A full snapshot.
	 */
	public static function hash( array $entity ): string {
		return hash( 'sha256', self::encode( $entity ) );
	}

	/** Lets everything that waits be sent at the end of this request: the site was just paired, or what held it back is gone. */
	public function release(): void {
		$this->table->make_due();
		$this->released = true;
	}

	/** Whether this request wrote or released anything that now wants to be sent. */
	public function wants_sending(): bool {
		return $this->released || $this->noted || array() !== $this->written;
	}

	/** Starts a new "request": what is recorded from now on gets rows of its own. For long-running processes. */
	public function forget(): void {
		$this->written  = array();
		$this->noted    = false;
		$this->released = false;
	}

	/**
	 * Plain ASCII: other characters are written as \uXXXX, so that emoji survive even in a database that is set to three-byte UTF-8.
	 *
	 * @param array<array-key, mixed> $value Anything that JSON can hold.
	 */
	private static function encode( array $value ): string {
		return json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR ); // phpcs:ignore WordPress.WP.AlternativeFunctions.json_encode_json_encode -- On broken UTF-8 wp_json_encode() walks the whole value in PHP and can still give false; this replaces the broken bytes and always gives text.
	}
}
