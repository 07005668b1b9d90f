<?php
/**
 * Watches calendars and writes an event whenever one is no longer as it was last told.
 *
 * Nothing here trusts a hook to say what happened: hooks only say "look again", and the stored calendar is compared with
 * the last told snapshot. So one save makes one event, by whichever way it came, and a save without a change makes none.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\Outbox;

final class CalendarChanges {

	/** @var array<int, true> Calendars to look at again before the request ends. */
	private array $pending = array();

	/** @var array<int, array<string, mixed>> Last snapshots of calendars that are being deleted. */
	private array $leaving = array();

	public function __construct( private readonly Outbox $outbox ) {}

	/** Registers the hooks. */
	public function register(): void {
		add_action( 'wp_after_insert_post', fn ( int $id, mixed $post ) => $this->after_save( $id, $post ), 20, 2 );
		add_action( 'wp_restore_post_revision', fn ( int $id ) => $this->look_at( $id ), 20 );
		add_action( 'save_post_' . CalendarPostType::NAME, fn ( int $id ) => $this->remember( $id ) );
		add_action( 'set_object_terms', fn ( int $id, mixed $terms, mixed $tt_ids, string $taxonomy ) => GroupTaxonomy::NAME === $taxonomy ? $this->remember( $id ) : null, 10, 4 );
		add_action( 'deleted_term_relationships', fn ( int $id, mixed $tt_ids, string $taxonomy ) => GroupTaxonomy::NAME === $taxonomy ? $this->remember( $id ) : null, 10, 3 );
		foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $hook ) {
			add_action( $hook, fn ( mixed $meta_ids, int $id, string $key ) => CalendarStore::is_field( $key ) ? $this->remember( $id ) : null, 10, 3 );
		}
		add_action( 'before_delete_post', fn ( int $id, \WP_Post $post ) => $this->before_delete( $post ), 10, 2 );
		add_action( 'deleted_post', fn ( int $id ) => $this->after_delete( $id ) );
		add_action( 'shutdown', fn () => $this->look_at_all(), 0 );
		// WordPress gives posts back from the trash as drafts; a calendar that was active is wanted active again.
		add_filter( 'wp_untrash_post_status', static fn ( string $status, int $id, string $previous ): string => CalendarPostType::NAME === get_post_type( $id ) ? $previous : $status, 10, 3 );
	}

	/** Looks now at every calendar that something was changed of, rather than at the end of the request. */
	public function look_at_all(): void {
		foreach ( array_keys( $this->pending ) as $id ) {
			$this->look_at( $id );
		}
		$this->pending = array();
	}

	/** Writes the event, if there is one, that brings the bridge's picture of this calendar up to date. */
	public function look_at( int $id ): void {
		unset( $this->pending[ $id ] );
		$post = get_post( $id );
		if ( ! $post instanceof \WP_Post || ! CalendarPostType::is_calendar( $post ) ) {
			return;
		}
		$last = LastTold::about( CalendarPostType::subject( $id ) );
		[ 'snapshot' => $snapshot, 'faults' => $faults ] = CalendarSnapshot::inspect( $post );
		if ( 'trash' === $post->post_status ) {
			if ( null !== $last && ! $last->removed() ) {
				$this->record( EventTypes::CALENDAR_TRASHED, $id, array() === $faults ? $snapshot : $last->entity, array( 'status' ) );
			}
			return;
		}
		if ( array() === $faults ) {
			$this->record_change( $id, $snapshot, $last );
		}
	}

	/** @param array<string, mixed> $snapshot Without faults. */
	private function record_change( int $id, array $snapshot, ?LastTold $last ): void {
		if ( null === $last || $last->deleted() ) {
			$this->record( EventTypes::CALENDAR_CREATED, $id, $snapshot, array_keys( $snapshot ) );
			return;
		}
		$changed = $last->changed( $snapshot );
		if ( $last->removed() ) {
			$this->record( EventTypes::CALENDAR_RESTORED, $id, $snapshot, array_values( array_unique( array_merge( array( 'status' ), $changed ) ) ) );
		} elseif ( array() !== $changed ) {
			$this->record( array( 'status' ) === $changed ? EventTypes::CALENDAR_STATUS_CHANGED : EventTypes::CALENDAR_UPDATED, $id, $snapshot, $changed );
		}
	}

	/**
	 * @param array<string, mixed> $entity  Snapshot.
	 * @param list<string>         $changed Names of fields.
	 */
	private function record( string $type, int $id, array $entity, array $changed ): void {
		AuditedFields::tell( $type, CalendarPostType::subject( $id ), $entity, $changed );
		$this->outbox->record( $type, CalendarPostType::subject( $id ), $entity, $changed );
	}

	private function after_save( int $id, mixed $post ): void {
		if ( CalendarPostType::is_calendar( $post ) ) {
			$this->look_at( $id );
		}
	}

	private function remember( int $id ): void {
		$this->pending[ $id ] = true;
	}

	/** The calendar is still whole here; a moment later its group and its meta are gone. */
	private function before_delete( \WP_Post $post ): void {
		if ( CalendarPostType::is_calendar( $post ) ) {
			[ 'snapshot' => $snapshot, 'faults' => $faults ] = CalendarSnapshot::inspect( $post );

			$this->leaving[ $post->ID ] = array() === $faults ? $snapshot : array();
		}
	}

	private function after_delete( int $id ): void {
		unset( $this->pending[ $id ] );
		if ( ! isset( $this->leaving[ $id ] ) ) {
			return;
		}
		$last     = LastTold::about( CalendarPostType::subject( $id ) );
		$snapshot = $this->leaving[ $id ];
		unset( $this->leaving[ $id ] );
		if ( null !== $last && ! $last->deleted() ) {
			$this->record( EventTypes::CALENDAR_DELETED, $id, array() === $snapshot ? $last->entity : $snapshot, array() );
		}
	}
}
