<?php
/**
 * What this site's own tables hold about one person, as WordPress's export wants it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Privacy;

use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Outbox\OutboxTable;

final class LocalExport {

	private const PAGE = 100;

	/**
	 * The person's events in the outbox, a page.
	 *
	 * @param int $after Id of the last row of the page before.
	 * @return array{items: list<array<string, mixed>>, next: int|null} next null: that was the last page.
	 */
	public static function events( Person $person, int $after ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$rows  = $wpdb->get_results(
			$wpdb->prepare(
				'SELECT * FROM %i WHERE id > %d AND ( subject = %s OR payload LIKE %s ) ORDER BY id LIMIT %d',
				( new OutboxTable() )->name(),
				$after,
				$person->subject() ?? '-',
				$person->like(),
				self::PAGE
			),
			ARRAY_A
		);
		$items = array();
		foreach ( (array) $rows as $found ) {
			$row   = OutboxRow::from_database( $found );
			$after = $row->id;
			if ( $row->subject === $person->subject() ) {
				$items[] = self::item( 'slotbridge-outbox', __( 'Events that SlotBridge recorded', 'slotbridge' ), "outbox-$row->id", self::event_data( $row ) + array( __( 'Content', 'slotbridge' ) => $row->payload ) );
			} elseif ( $person->blank( $row->payload ) !== $row->payload ) {
				// The rest of it is about something or somebody else.
				$items[] = self::item( 'slotbridge-mentions', __( 'SlotBridge events that name your e-mail address', 'slotbridge' ), "outbox-$row->id", self::event_data( $row ) );
			}
		}
		return array(
			'items' => $items,
			'next'  => count( (array) $rows ) === self::PAGE ? $after : null,
		);
	}

	/**
	 * Everything else; it is little.
	 *
	 * @return list<array<string, mixed>>
	 */
	public static function rest( Person $person ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$items = array();
		if ( null === $person->user_id ) {
			return $items;
		}
		$labels = array(
			'slotbridge_member'      => __( 'What SlotBridge last saw of your membership', 'slotbridge' ),
			'slotbridge_access_loss' => __( 'Access that you lost, as SlotBridge noted it', 'slotbridge' ),
			'slotbridge_access_seen' => __( 'Which calendars you could see when SlotBridge last looked', 'slotbridge' ),
			LocalTables::AUDIT       => __( 'Settings of SlotBridge that you changed', 'slotbridge' ),
		);
		foreach ( $labels as $table => $label ) {
			$name = LocalTables::find( $table );
			$rows = null === $name ? array() : (array) $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM %i WHERE user_id = %d LIMIT 1000', $name, $person->user_id ), ARRAY_A );
			foreach ( $rows as $number => $row ) {
				$items[] = self::item( str_replace( '_', '-', $table ), $label, "$table-$number", array_filter( (array) $row, 'is_scalar' ) );
			}
		}
		return $items;
	}

	/**
	 * @param array<array-key, mixed> $data Name => value.
	 * @return array<string, mixed>
	 */
	public static function item( string $group, string $label, string $id, array $data ): array {
		$pairs = array();
		foreach ( $data as $name => $value ) {
			$pairs[] = array(
				'name'  => (string) $name,
				'value' => is_scalar( $value ) ? (string) $value : (string) wp_json_encode( $value ),
			);
		}
		return array(
			'group_id'    => $group,
			'group_label' => $label,
			'item_id'     => $id,
			'data'        => $pairs,
		);
	}

	/** @return array<string, string> */
	private static function event_data( OutboxRow $row ): array {
		return array(
			__( 'Kind', 'slotbridge' ) => $row->type,
			__( 'Time', 'slotbridge' ) => (string) wp_date( self::format(), (int) strtotime( $row->created_at . ' UTC' ) ),
		);
	}

	/** The site's own format of a date with its time. */
	public static function format(): string {
		$date = get_option( 'date_format' );
		$time = get_option( 'time_format' );
		return ( is_string( $date ) ? $date : 'Y-m-d' ) . ' ' . ( is_string( $time ) ? $time : 'H:i' );
	}
}
