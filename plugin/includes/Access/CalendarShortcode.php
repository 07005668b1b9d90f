<?php
/**
 * [slotbridge_calendar id="12"]: a calendar on a page, for those who may see it.
 *
 * Everybody else reads the same sentence whether the calendar is hidden, a draft or was never there, so that nothing is learned by trying numbers.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

use SlotBridge\Bridge\LinkStore;
use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\CalendarSnapshot;

final class CalendarShortcode {

	public const TAG = 'slotbridge_calendar';

	/** Registers the shortcode. */
	public static function register(): void {
		add_shortcode( self::TAG, array( self::class, 'render' ) );
	}

	/**
	 * @param mixed $attributes `id`; and `hidden="nothing"` to say nothing to those who may not see it.
	 * @return string HTML.
	 */
	public static function render( mixed $attributes ): string {
		$given    = is_array( $attributes ) ? $attributes : array();
		$id       = is_string( $given['id'] ?? null ) && ctype_digit( $given['id'] ) ? (int) $given['id'] : 0;
		$decision = Access::calendar( get_current_user_id(), $id );
		NoStore::mark();
		if ( ! $decision->allowed ) {
			// In lists and feeds nobody can act on the sentence.
			$silent = 'nothing' === ( $given['hidden'] ?? '' ) || is_feed() || ( ! is_singular() && ! wp_is_serving_rest_request() );
			return $silent ? '' : '<p class="slotbridge-calendar is-hidden">' . esc_html( $decision->memberWords() ) . '</p>';
		}
		$post = get_post( $id );
		return $post instanceof \WP_Post ? self::card( $post, $decision ) : '';
	}

	private static function card( \WP_Post $post, Decision $decision ): string {
		$calendar = CalendarSnapshot::of( $post );
		$title    = 'slotbridge-calendar-' . $post->ID;
		$html     = sprintf( '<section class="slotbridge-calendar" aria-labelledby="%1$s"><h3 id="%1$s">%2$s</h3>', esc_attr( $title ), esc_html( self::text( $calendar['name'] ?? '' ) ) );
		$about    = self::text( $calendar['description'] ?? '' );
		if ( '' !== trim( $about ) ) {
			$html .= '<div class="slotbridge-calendar-description">' . wpautop( esc_html( $about ) ) . '</div>';
		}
		$minutes = $calendar['durationMinutes'] ?? 0;
		if ( is_int( $minutes ) && $minutes > 0 ) {
			/* translators: %s: number of minutes. */
			$html .= '<p class="slotbridge-calendar-duration">' . esc_html( sprintf( _n( '%s minute', '%s minutes', $minutes, 'slotbridge' ), number_format_i18n( $minutes ) ) ) . '</p>';
		}
		if ( $decision->is_preview() || null !== $decision->until ) {
			$html .= '<p class="slotbridge-calendar-note">' . esc_html( $decision->memberWords() ) . '</p>';
		}
		return $html . self::booking( $post->ID ) . '</section>';
	}

	/** The way to book; a clear word where there is none yet. */
	private static function booking( int $id ): string {
		$link   = LinkStore::get( CalendarPostType::subject( $id ) );
		$linked = null !== $link && 'linked' === $link['state'] && null !== $link['highLevelId'];
		/**
		 * Filters the address at which a calendar can be booked. This site is not told one by itself.
		 *
		 * @param string                          $url  ''.
		 * @param int                             $id   The calendar.
		 * @param array<string, string|null>|null $link What the bridge last told about it.
		 */
		$url = apply_filters( 'slotbridge_booking_url', '', $id, $link );
		if ( $linked && is_string( $url ) && '' !== esc_url( $url, array( 'https' ) ) ) {
			return '<p class="slotbridge-calendar-book"><a class="wp-element-button" href="' . esc_url( $url, array( 'https' ) ) . '">' . esc_html__( 'Book a time', 'slotbridge' ) . '</a></p>';
		}
		$words = $linked ? __( 'Booking on this page is not set up yet.', 'slotbridge' ) : __( 'This calendar is not open for booking yet.', 'slotbridge' );
		return '<p class="slotbridge-calendar-book is-waiting">' . esc_html( $words ) . '</p>';
	}

	private static function text( mixed $value ): string {
		return is_string( $value ) ? $value : '';
	}
}
