<?php
/**
 * Watches calendar groups and writes an event whenever one is no longer as it was last told. See CalendarChanges for the idea.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\Outbox;

final class GroupChanges {

	/** @var array<int, true> Groups to look at again before the request ends. */
	private array $pending = array();

	/** @var array<int, array<string, mixed>> Last snapshots of groups that are being deleted. */
	private array $leaving = array();

	public function __construct( private readonly Outbox $outbox, private readonly CalendarChanges $calendars ) {}

	/** Registers the hooks. */
	public function register(): void {
		// Late, so that forms have written their meta by then.
		add_action( 'created_' . GroupTaxonomy::NAME, fn ( int $id ) => $this->look_at( $id ), 100 );
		add_action( 'edited_' . GroupTaxonomy::NAME, fn ( int $id ) => $this->look_at( $id ), 100 );
		foreach ( array( 'added_term_meta', 'updated_term_meta', 'deleted_term_meta' ) as $hook ) {
			add_action( $hook, fn ( mixed $meta_ids, int $id, string $key ) => $this->after_meta( $id, $key ), 10, 3 );
		}
		add_action( 'pre_delete_term', fn ( int $id, string $taxonomy ) => $this->before_delete( $id, $taxonomy ), 10, 2 );
		add_action( 'delete_' . GroupTaxonomy::NAME, fn ( int $id ) => $this->after_delete( $id ) );
		add_action( 'shutdown', fn () => $this->look_at_all(), -1 ); // Before the calendars, which refer to groups.
	}

	/** Looks now at every group that something was changed of, rather than at the end of the request. */
	public function look_at_all(): void {
		foreach ( array_keys( $this->pending ) as $id ) {
			$this->look_at( $id );
		}
		$this->pending = array();
	}

	/** Writes the event, if there is one, that brings the bridge's picture of this group up to date. */
	public function look_at( int $id ): void {
		unset( $this->pending[ $id ] );
		$term = get_term( $id, GroupTaxonomy::NAME );
		if ( ! $term instanceof \WP_Term ) {
			return;
		}
		[ 'snapshot' => $snapshot, 'faults' => $faults ] = GroupSnapshot::inspect( $term );
		if ( array() !== $faults ) {
			return;
		}
		$last = LastTold::about( GroupTaxonomy::subject( $id ) );
		if ( null === $last || $last->deleted() ) {
			$this->record( EventTypes::GROUP_CREATED, $id, $snapshot, array_keys( $snapshot ) );
			return;
		}
		$changed = $last->changed( $snapshot );
		if ( array() !== $changed ) {
			$this->record( array( 'status' ) === $changed ? EventTypes::GROUP_STATUS_CHANGED : EventTypes::GROUP_UPDATED, $id, $snapshot, $changed );
		}
	}

	/**
	 * @param array<string, mixed> $entity  Snapshot.
	 * @param list<string>         $changed Names of fields.
	 */
	private function record( string $type, int $id, array $entity, array $changed ): void {
		AuditedFields::tell( $type, GroupTaxonomy::subject( $id ), $entity, $changed );
		$this->outbox->record( $type, GroupTaxonomy::subject( $id ), $entity, $changed );
	}

	private function after_meta( int $id, string $key ): void {
		if ( GroupStore::is_field( $key ) ) {
			$this->pending[ $id ] = true;
		}
	}

	private function before_delete( int $id, string $taxonomy ): void {
		$term = GroupTaxonomy::NAME === $taxonomy ? get_term( $id, $taxonomy ) : null;
		if ( $term instanceof \WP_Term ) {
			[ 'snapshot' => $snapshot, 'faults' => $faults ] = GroupSnapshot::inspect( $term );

			$this->leaving[ $id ] = array() === $faults ? $snapshot : array();
		}
	}

	/** The calendars left the group a moment ago; that is told first, so that nothing points at a group that is gone. */
	private function after_delete( int $id ): void {
		$this->calendars->look_at_all();
		unset( $this->pending[ $id ] );
		$last     = LastTold::about( GroupTaxonomy::subject( $id ) );
		$snapshot = $this->leaving[ $id ] ?? array();
		unset( $this->leaving[ $id ] );
		if ( null !== $last && ! $last->deleted() ) {
			$this->record( EventTypes::GROUP_DELETED, $id, array() === $snapshot ? $last->entity : $snapshot, array() );
		}
	}
}
