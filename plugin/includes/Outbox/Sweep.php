<?php
/**
 * Finds changes that never reached the outbox, because PHP was killed between the save and the outbox's row.
 *
 * Each calendar and group is compared with what the outbox last told about it. A difference counts only when two rounds
 * in a row see the same one: a save that is under way right now writes its row within that minute.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

use SlotBridge\Calendars\CalendarSnapshot;
use SlotBridge\Calendars\GroupSnapshot;
use SlotBridge\Catalogue\EventTypes;

final class Sweep {

	/** What the last round suspected: subject => fingerprint. */
	public const OPTION = 'slotbridge_sweep_suspects';

	private const STATUSES = array( 'publish', 'future', 'draft', 'pending', 'private', 'trash' );

	public function __construct( private readonly OutboxTable $table, private readonly Outbox $outbox ) {}

	/**
	 * One round.
	 *
	 * @return int How many events were written.
	 */
	public function run(): int {
		$told      = $this->table->newest_by_subject();
		$suspects  = get_option( self::OPTION, array() );
		$suspects  = is_array( $suspects ) ? $suspects : array();
		$remaining = array();
		$written   = 0;
		foreach ( $this->differences( $told ) as $subject => $difference ) {
			$mark = $difference['type'] . ' ' . Outbox::hash( $difference['entity'] );
			if ( ( $suspects[ $subject ] ?? null ) === $mark ) {
				$this->outbox->record( $difference['type'], $subject, $difference['entity'], $difference['changed'] );
				++$written;
			} else {
				$remaining[ $subject ] = $mark;
			}
		}
		if ( $remaining !== $suspects ) {
			update_option( self::OPTION, $remaining, false );
		}
		return $written;
	}

	/**
	 * @param array<string, OutboxRow> $told What was last told, by subject.
	 * @return array<string, array{type: string, entity: array<string, mixed>, changed: list<string>}> By subject; groups first, calendars refer to them.
	 */
	private function differences( array $told ): array {
		return array_filter( $this->gone( $told ) + $this->groups( $told ) + $this->calendars( $told ) );
	}

	/**
	 * @param array<string, OutboxRow> $told What was last told, by subject.
	 * @return array<string, array{type: string, entity: array<string, mixed>, changed: list<string>}|null>
	 */
	private function groups( array $told ): array {
		$found = array();
		$terms = get_terms(
			array(
				'taxonomy'   => 'slotbridge_calendar_group',
				'hide_empty' => false,
				'number'     => 500,
			)
		);
		foreach ( is_array( $terms ) ? $terms : array() as $term ) {
			if ( array() === GroupSnapshot::faults( $term ) ) { // What cannot be sent is shown to the owner, not to the bridge.
				$subject           = 'calendar-group/' . $term->term_id;
				$found[ $subject ] = $this->compare( GroupSnapshot::of( $term ), $told[ $subject ] ?? null, EventTypes::GROUP_CREATED, EventTypes::GROUP_UPDATED );
			}
		}
		return $found;
	}

	/**
	 * Calendars that were saved within a day.
	 *
	 * @param array<string, OutboxRow> $told What was last told, by subject.
	 * @return array<string, array{type: string, entity: array<string, mixed>, changed: list<string>}|null>
	 */
	private function calendars( array $told ): array {
		$found = array();
		$posts = get_posts(
			array(
				'post_type'        => 'slotbridge_calendar',
				'post_status'      => self::STATUSES,
				'numberposts'      => 200, // phpcs:ignore WordPress.WP.PostsPerPage -- In the background, once a minute; a calendar is small and a site has tens of them.
				'orderby'          => 'modified',
				'suppress_filters' => true,
				'date_query'       => array(
					array(
						'column' => 'post_modified_gmt',
						'after'  => '1 day ago',
					),
				),
			)
		);
		foreach ( $posts as $post ) {
			$subject = 'calendar/' . $post->ID;
			$last    = $told[ $subject ] ?? null;
			$removed = null !== $last && EventTypes::removes( $last->type );
			$sendable = array() === CalendarSnapshot::faults( $post );
			if ( 'trash' === $post->post_status ) {
				$found[ $subject ] = null === $last || $removed ? null : self::difference( EventTypes::CALENDAR_TRASHED, $sendable ? CalendarSnapshot::of( $post ) : $this->told_entity( $last ), array( 'status' ) );
			} elseif ( $sendable ) {
				$found[ $subject ] = $this->compare( CalendarSnapshot::of( $post ), $last, EventTypes::CALENDAR_CREATED, $removed ? EventTypes::CALENDAR_RESTORED : EventTypes::CALENDAR_UPDATED );
			}
		}
		return $found;
	}

	/**
	 * Entities that were told about and are no longer there.
	 *
	 * @param array<string, OutboxRow> $told What was last told, by subject.
	 * @return array<string, array{type: string, entity: array<string, mixed>, changed: list<string>}>
	 */
	private function gone( array $told ): array {
		$found = array();
		foreach ( $told as $subject => $row ) {
			if ( str_ends_with( $row->type, '.deleted' ) || self::exists( $subject ) ) {
				continue;
			}
			$entity = $this->told_entity( $row );
			if ( array() !== $entity ) {
				$found[ $subject ] = self::difference( str_starts_with( $subject, 'calendar/' ) ? EventTypes::CALENDAR_DELETED : EventTypes::GROUP_DELETED, $entity, array() );
			}
		}
		return $found;
	}

	private static function exists( string $subject ): bool {
		[ $kind, $id ] = explode( '/', $subject, 2 ) + array( '', '0' );
		return match ( $kind ) {
			'calendar'       => null !== get_post( (int) $id ),
			'calendar-group' => get_term( (int) $id, 'slotbridge_calendar_group' ) instanceof \WP_Term,
			default          => true, // Not ours to miss: a member or an offering is never taken for a deleted group.
		};
	}

	/**
	 * @param array<string, mixed> $entity Snapshot of now.
	 * @return array{type: string, entity: array<string, mixed>, changed: list<string>}|null
	 */
	private function compare( array $entity, ?OutboxRow $last, string $created, string $updated ): ?array {
		if ( null === $last ) {
			return self::difference( $created, $entity, array_keys( $entity ) );
		}
		$unchanged = Outbox::hash( $entity ) === $last->hash && EventTypes::CALENDAR_RESTORED !== $updated;
		if ( $unchanged ) {
			return null;
		}
		$told    = $this->told_entity( $last );
		$changed = array_filter( array_keys( $entity ), static fn ( string $key ): bool => ( $told[ $key ] ?? null ) !== $entity[ $key ] );
		return self::difference( $updated, $entity, array_values( $changed ) );
	}

	/** @return array<string, mixed> The snapshot in a row that was read without its payload. */
	private function told_entity( OutboxRow $row ): array {
		$data   = json_decode( $this->table->find( $row->id )->payload ?? '', true );
		$entity = is_array( $data ) && is_array( $data['entity'] ?? null ) ? $data['entity'] : array();
		$out    = array();
		foreach ( $entity as $key => $value ) {
			$out[ (string) $key ] = $value;
		}
		return $out;
	}

	/**
	 * @param array<string, mixed> $entity  Snapshot.
	 * @param list<string>         $changed Names of fields.
	 * @return array{type: string, entity: array<string, mixed>, changed: list<string>}
	 */
	private static function difference( string $type, array $entity, array $changed ): array {
		return array(
			'type'    => $type,
			'entity'  => $entity,
			'changed' => $changed,
		);
	}
}
