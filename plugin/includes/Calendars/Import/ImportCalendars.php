<?php
/**
 * Calendars that exist in HighLevel become calendars of this site, linked to the very ones that are there: none is made a second time.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars\Import;

use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\LinkStore;
use SlotBridge\Calendars\CalendarInput;
use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\CalendarWriter;

final class ImportCalendars {

	/** Seconds: the bridge asks HighLevel while we wait. */
	private const TIMEOUT = 60;

	public function __construct( private readonly BridgeClient $client ) {}

	/**
	 * What would happen to each calendar of the connected location. Nothing is changed.
	 *
	 * @return list<ImportItem>
	 * @throws BridgeFailure When the bridge or HighLevel cannot be asked.
	 */
	public function plan(): array {
		$found = $this->client->call( 'GET', '/v1/importable', array(), null, self::TIMEOUT )->data()['items'] ?? null;
		$items = array();
		$slugs = array();
		foreach ( is_array( $found ) ? $found : array() as $one ) {
			$item = is_array( $one ) ? self::judge( $one ) : null;
			if ( null === $item ) {
				continue;
			}
			$slug = is_string( $item->fields['slug'] ?? null ) ? $item->fields['slug'] : '';
			if ( '' !== $slug && isset( $slugs[ $slug ] ) ) {
				/* translators: %s: a slug. */
				$item = self::skip( $item->highlevel_id, $item->name, sprintf( __( 'Another calendar of this import has the slug "%s".', 'slotbridge' ), $slug ) );
			}
			$slugs[ $slug ] = true;
			$items[]        = $item;
		}
		return $items;
	}

	/**
	 * Takes one over. Breaking off at any point leaves nothing that counts, and the next run completes it.
	 *
	 * @return int|\WP_Error The id of the site's calendar.
	 * @throws BridgeFailure When the bridge does not link it.
	 */
	public function take_over( ImportItem $item ): int|\WP_Error {
		$id = $item->calendar > 0 ? $item->calendar : CalendarWriter::empty_draft();
		if ( is_wp_error( $id ) ) {
			return $id;
		}
		$subject = CalendarPostType::subject( $id );
		try {
			$body   = (string) wp_json_encode( array( 'subject' => $subject, 'highLevelId' => $item->highlevel_id ) );
			$answer = $this->client->call( 'POST', '/v1/links/adopt', array(), $body, self::TIMEOUT );
		} catch ( BridgeFailure $failure ) {
			if ( null !== $failure->answered ) {
				wp_delete_post( $id, true ); // It was refused: no link waits for this draft.
			}
			throw $failure;
		}
		$saved = CalendarWriter::calendar( $item->fields, $id );
		$link  = $answer->data()['link'] ?? null;
		if ( ! is_wp_error( $saved ) && is_array( $link ) ) {
			LinkStore::save( $subject, array_combine( array_map( 'strval', array_keys( $link ) ), $link ), null === $answer->time ? null : gmdate( 'Y-m-d\TH:i:s\Z', $answer->time ) );
			do_action( 'slotbridge_audit', 'calendar.imported', null, array( 'highLevelId' => $item->highlevel_id ), array( 'subject' => trim( "$subject $item->name" ) ) );
		}
		return $saved;
	}

	/** @param array<array-key, mixed> $found The bridge's answer about one calendar. */
	private static function judge( array $found ): ?ImportItem {
		$text   = static fn ( mixed $value ): string => is_string( $value ) ? $value : '';
		$given  = is_array( $found['fields'] ?? null ) ? $found['fields'] : array();
		$id     = $text( $found['highLevelId'] ?? null );
		$name   = $text( $given['name'] ?? null );
		$state  = $text( $found['state'] ?? null );
		$own    = get_post( (int) substr( $text( $found['subject'] ?? null ), strlen( 'calendar/' ) ) );
		$own    = $own instanceof \WP_Post && CalendarPostType::NAME === $own->post_type && str_starts_with( $text( $found['subject'] ?? null ), 'calendar/' ) ? $own : null;
		$unborn = null !== $own && 'auto-draft' === $own->post_status;
		if ( '' === $id ) {
			return null;
		}
		if ( null !== $own && ! $unborn ) {
			return self::skip(
				$id,
				$name,
				'trash' === $own->post_status
					? __( 'This site has it in the trash; restore it there.', 'slotbridge' )
					: __( 'This site has it already.', 'slotbridge' ),
				$own->ID
			);
		}
		$words = match ( $state ) {
			'elsewhere' => __( 'Another site has it.', 'slotbridge' ),
			'marked' => __( 'It was made by SlotBridge for a calendar that this site does not know. Remove the line "SlotBridge ref …" from its description in HighLevel to import it.', 'slotbridge' ),
			default => '',
		};
		return '' !== $words ? self::skip( $id, $name, $words ) : self::checked( $id, $name, $given, $found, null === $own ? 0 : $own->ID );
	}

	/**
	 * @param array<array-key, mixed> $given The calendar in the site's fields.
	 * @param array<array-key, mixed> $found The bridge's whole answer about it.
	 */
	private static function checked( string $id, string $name, array $given, array $found, int $unborn ): ImportItem {
		$fields = CalendarInput::validate( $given + array( 'group' => $found['group'] ?? null ), null );
		if ( is_wp_error( $fields ) ) {
			$data  = $fields->get_error_data();
			$words = is_array( $data ) && is_array( $data['fields'] ?? null ) ? array_filter( $data['fields'], 'is_string' ) : array();
			return self::skip( $id, $name, array() === $words ? $fields->get_error_message() : implode( ' ', $words ) );
		}
		$notes = is_array( $found['notes'] ?? null ) ? array_filter( $found['notes'], 'is_string' ) : array();
		return new ImportItem( $id, $name, $unborn > 0 ? ImportItem::FINISH : ImportItem::IMPORT, implode( ' ', $notes ), $unborn, $fields );
	}

	private static function skip( string $id, string $name, string $reason, int $calendar = 0 ): ImportItem {
		return new ImportItem( $id, $name, ImportItem::SKIP, $reason, $calendar );
	}
}
