<?php
/**
 * How a calendar or a group stands with HighLevel, in words and with a sign that is not only a colour.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\Bridge\LinkStore;
use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\CalendarSnapshot;
use SlotBridge\Calendars\GroupSnapshot;
use SlotBridge\Calendars\GroupTaxonomy;

final class LinkState {

	/**
	 * @param string               $kind   For the CSS: good, busy, bad or off.
	 * @param string               $icon   Dashicon.
	 * @param string               $words  The state.
	 * @param list<string>         $reasons Why, one sentence each.
	 * @param array<string, string|null>|null $link What the bridge last told.
	 */
	private function __construct(
		private readonly string $kind,
		private readonly string $icon,
		private readonly string $words,
		private readonly array $reasons,
		private readonly ?array $link
	) {}

	public static function of_calendar( \WP_Post $post ): self {
		return self::from( LinkStore::get( CalendarPostType::subject( $post->ID ) ), CalendarSnapshot::faults( $post ), 'trash' === $post->post_status );
	}

	public static function of_group( \WP_Term $term ): self {
		return self::from( LinkStore::get( GroupTaxonomy::subject( $term->term_id ) ), GroupSnapshot::faults( $term ), false );
	}

	/** The state as HTML. */
	public function html(): string {
		$html = sprintf( '<span class="slotbridge-state is-%s"><span class="dashicons dashicons-%s" aria-hidden="true"></span> %s</span>', esc_attr( $this->kind ), esc_attr( $this->icon ), esc_html( $this->words ) );
		foreach ( $this->reasons as $reason ) {
			$html .= '<p class="slotbridge-reason">' . esc_html( $reason ) . '</p>';
		}
		$id = $this->link['highLevelId'] ?? null;
		if ( null !== $id && '' !== $id ) {
			$html .= '<p class="slotbridge-reason"><span class="screen-reader-text">' . esc_html__( 'HighLevel id:', 'slotbridge' ) . '</span> <code dir="ltr">' . esc_html( $id ) . '</code></p>';
		}
		return $html;
	}

	/** When HighLevel was last brought up to date, as HTML, in the site's format. */
	public function synced_html(): string {
		$synced = $this->link['syncedAt'] ?? null;
		$time   = null === $synced ? false : strtotime( $synced );
		if ( false === $time ) {
			return '<span aria-hidden="true">—</span><span class="screen-reader-text">' . esc_html__( 'Never', 'slotbridge' ) . '</span>';
		}
		$format = self::option( 'date_format', 'Y-m-d' ) . ' ' . self::option( 'time_format', 'H:i' );
		return sprintf( '<time datetime="%s">%s</time>', esc_attr( gmdate( 'c', $time ) ), esc_html( (string) wp_date( $format, $time ) ) );
	}

	/**
	 * @param array<string, string|null>|null $link   What the bridge last told.
	 * @param array<string, string>           $faults What is wrong with what is stored.
	 */
	private static function from( ?array $link, array $faults, bool $trashed ): self {
		if ( array() !== $faults && ! $trashed ) {
			$reasons = array_values( array_unique( $faults ) );
			return new self( 'bad', 'warning', __( 'Needs attention: not sent', 'slotbridge' ), array_slice( $reasons, 0, 3 ), $link );
		}
		$state   = $link['state'] ?? '';
		$reason  = $link['reason'] ?? '';
		$reasons = '' === $reason || 'linked' === $state ? array() : array( $reason );
		[ $kind, $icon, $words ] = self::words( $state, $trashed );
		return new self( $kind, $icon, $words, $reasons, $link );
	}

	/** @return array{string, string, string} Kind, icon, words. */
	private static function words( string $state, bool $trashed ): array {
		return match ( $state ) {
			'linked'   => array( 'good', 'yes-alt', __( 'In HighLevel', 'slotbridge' ) ),
			'creating' => array( 'busy', 'update', __( 'Being added', 'slotbridge' ) ),
			'pending'  => array( 'busy', 'update', __( 'On its way', 'slotbridge' ) ),
			'waiting'  => array( 'busy', 'clock', __( 'Waiting', 'slotbridge' ) ),
			'failing'  => array( 'bad', 'warning', __( 'Failing', 'slotbridge' ) ),
			'released' => array( 'off', 'editor-unlink', __( 'No longer linked', 'slotbridge' ) ),
			'deleted'  => array( 'off', 'trash', __( 'Deleted in HighLevel', 'slotbridge' ) ),
			default    => $trashed ? array( 'off', 'minus', __( 'Never sent', 'slotbridge' ) ) : array( 'busy', 'clock', __( 'Not in HighLevel yet', 'slotbridge' ) ),
		};
	}

	private static function option( string $name, string $fallback ): string {
		$value = get_option( $name );
		return is_string( $value ) && '' !== $value ? $value : $fallback;
	}
}
