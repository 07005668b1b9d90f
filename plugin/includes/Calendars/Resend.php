<?php
/**
 * Sends calendars and groups again as they are, whether or not anything of them was changed.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\Outbox;

final class Resend {

	/** Every status but the trash's and that of drafts which only WordPress made. */
	private const STATUSES = array( 'publish', 'future', 'draft', 'pending', 'private' );

	public function __construct( private readonly Outbox $outbox ) {}

	/**
	 * Groups first: calendars refer to them. What cannot be sent as it is stored is counted and left out.
	 *
	 * @return array{recorded: int, skipped: int}
	 */
	public function all(): array {
		$recorded = 0;
		$skipped  = 0;
		$terms    = get_terms(
			array(
				'taxonomy'   => GroupTaxonomy::NAME,
				'hide_empty' => false,
			)
		);
		foreach ( is_array( $terms ) ? $terms : array() as $term ) {
			$this->group( $term ) ? ++$recorded : ++$skipped;
		}
		foreach ( self::calendars() as $post ) {
			$this->calendar( $post ) ? ++$recorded : ++$skipped;
		}
		do_action( 'slotbridge_audit', 'outbox.all-sent-again', null, array( 'sent' => $recorded ) );
		return array(
			'recorded' => $recorded,
			'skipped'  => $skipped,
		);
	}

	/** @return list<\WP_Post> All calendars that are not in the trash, the oldest first. */
	public static function calendars(): array {
		return array_values(
			get_posts(
				array(
					'post_type'   => CalendarPostType::NAME,
					'post_status' => self::STATUSES,
					'numberposts' => -1,
					'orderby'     => 'ID',
					'order'       => 'ASC',
				)
			)
		);
	}

	/** False: it cannot be sent as it is stored. */
	public function calendar( \WP_Post $post ): bool {
		[ 'snapshot' => $snapshot, 'faults' => $faults ] = CalendarSnapshot::inspect( $post );
		if ( array() === $faults ) {
			$this->outbox->record( EventTypes::CALENDAR_UPDATED, CalendarPostType::subject( $post->ID ), $snapshot, array_keys( $snapshot ) );
		}
		return array() === $faults;
	}

	/** False: it cannot be sent as it is stored. */
	public function group( \WP_Term $term ): bool {
		[ 'snapshot' => $snapshot, 'faults' => $faults ] = GroupSnapshot::inspect( $term );
		if ( array() === $faults ) {
			$this->outbox->record( EventTypes::GROUP_UPDATED, GroupTaxonomy::subject( $term->term_id ), $snapshot, array_keys( $snapshot ) );
		}
		return array() === $faults;
	}
}
