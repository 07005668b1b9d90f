<?php
/**
 * WordPress's list of calendars: our columns, a filter by group, and nothing that does not fit a calendar.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\CalendarSnapshot;
use SlotBridge\Calendars\CalendarStore;
use SlotBridge\Calendars\ExactGroupText;
use SlotBridge\Calendars\GroupStore;
use SlotBridge\Calendars\GroupTaxonomy;

final class CalendarsTable {

	/** What a cell is made of. Not wp_kses_post(): before WordPress 7 that knows no <time>. */
	private const CELL = array(
		'a'    => array( 'href' => true ),
		'span' => array(
			'class'       => true,
			'dir'         => true,
			'aria-hidden' => true,
		),
		'p'    => array( 'class' => true ),
		'code' => array( 'dir' => true ),
		'time' => array( 'datetime' => true ),
	);

	/** Value of the group filter for calendars without a group; no slug can have it. */
	private const NO_GROUP = '-none-';

	/** Registers the hooks. */
	public static function register(): void {
		$type = CalendarPostType::NAME;
		add_filter( "manage_{$type}_posts_columns", array( self::class, 'columns' ) );
		add_action( "manage_{$type}_posts_custom_column", array( self::class, 'render' ), 10, 2 );
		add_filter( "manage_edit-{$type}_sortable_columns", static fn (): array => array( 'title' => array( 'title', false, __( 'Name', 'slotbridge' ), __( 'Ordered by name.', 'slotbridge' ) ) ) );
		add_filter( "bulk_actions-edit-{$type}", array( self::class, 'bulk_actions' ) );
		add_filter( 'quick_edit_enabled_for_post_type', static fn ( bool $enabled, string $post_type ): bool => $enabled && CalendarPostType::NAME !== $post_type, 10, 2 );
		add_filter( 'disable_months_dropdown', static fn ( bool $disabled, string $post_type ): bool => $disabled || CalendarPostType::NAME === $post_type, 10, 2 );
		add_action( 'restrict_manage_posts', array( self::class, 'render_filter' ) );
		add_action( 'parse_query', array( self::class, 'apply_filter' ) );
	}

	/**
	 * @param array<string, string> $columns WordPress's columns.
	 * @return array<string, string>
	 */
	public static function columns( array $columns ): array {
		return array(
			'cb'                   => $columns['cb'] ?? '',
			'title'                => __( 'Name', 'slotbridge' ),
			'slotbridge_highlevel' => __( 'HighLevel', 'slotbridge' ),
			'slotbridge_group'     => __( 'Group', 'slotbridge' ),
			'slotbridge_audience'  => __( 'Who sees it', 'slotbridge' ),
			'slotbridge_time_zone' => __( 'Time zone', 'slotbridge' ),
			'slotbridge_synced'    => __( 'Last synced', 'slotbridge' ),
		);
	}

	/** Prints a cell. */
	public static function render( string $column, int $post_id ): void {
		$post = get_post( $post_id );
		if ( ! $post instanceof \WP_Post ) {
			return;
		}
		$html = match ( $column ) {
			'slotbridge_highlevel' => LinkState::of_calendar( $post )->html(),
			'slotbridge_synced'    => LinkState::of_calendar( $post )->synced_html(),
			'slotbridge_group'     => self::group_html( $post_id ),
			'slotbridge_audience'  => self::audience_html( $post_id ),
			'slotbridge_time_zone' => self::time_zone_html( $post ),
			default                => '',
		};
		echo wp_kses( $html, self::CELL );
	}

	/**
	 * @param array<string, mixed> $actions WordPress's bulk actions.
	 * @return array<string, mixed>
	 */
	public static function bulk_actions( array $actions ): array {
		unset( $actions['edit'] ); // It offers dates, authors and passwords, none of which a calendar has.
		return $actions;
	}

	/** Prints the choice of groups above the list. */
	public static function render_filter( string $post_type ): void {
		$terms = CalendarPostType::NAME === $post_type ? get_terms(
			array(
				'taxonomy'   => GroupTaxonomy::NAME,
				'hide_empty' => false,
			)
		) : array();
		if ( ! is_array( $terms ) || array() === $terms ) {
			return;
		}
		$options = array(
			''             => __( 'All groups', 'slotbridge' ),
			self::NO_GROUP => __( 'Without a group', 'slotbridge' ),
		);
		foreach ( $terms as $term ) {
			$options[ $term->slug ] = ExactGroupText::decode( $term->name );
		}
		$chosen = self::chosen();
		echo '<label class="screen-reader-text" for="slotbridge-group-filter">' . esc_html__( 'Filter by group', 'slotbridge' ) . '</label>';
		echo '<select name="' . esc_attr( GroupTaxonomy::NAME ) . '" id="slotbridge-group-filter">';
		foreach ( $options as $value => $label ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( (string) $value ), selected( $chosen, (string) $value, false ), esc_html( $label ) );
		}
		echo '</select>';
	}

	/** WordPress itself filters by a group's slug; "without a group" is ours. */
	public static function apply_filter( \WP_Query $query ): void {
		if ( ! $query->is_main_query() || CalendarPostType::NAME !== $query->get( 'post_type' ) || self::NO_GROUP !== $query->get( GroupTaxonomy::NAME ) ) {
			return;
		}
		$query->set( GroupTaxonomy::NAME, '' );
		$query->set(
			'tax_query',
			array(
				array(
					'taxonomy' => GroupTaxonomy::NAME,
					'operator' => 'NOT EXISTS',
				),
			)
		);
	}

	private static function chosen(): string {
		$chosen = get_query_var( GroupTaxonomy::NAME );
		if ( is_string( $chosen ) && '' !== $chosen ) {
			return $chosen;
		}
		$given = $_GET[ GroupTaxonomy::NAME ] ?? ''; // phpcs:ignore WordPress.Security.NonceVerification.Recommended, WordPress.Security.ValidatedSanitizedInput -- Only compared with the known choices, to show which one is active.
		return self::NO_GROUP === $given ? self::NO_GROUP : '';
	}

	private static function group_html( int $post_id ): string {
		$id   = GroupTaxonomy::of_calendar( $post_id );
		$term = null === $id ? null : get_term( $id, GroupTaxonomy::NAME );
		if ( ! $term instanceof \WP_Term ) {
			return '<span aria-hidden="true">—</span><span class="screen-reader-text">' . esc_html__( 'No group', 'slotbridge' ) . '</span>';
		}
		$url = add_query_arg( GroupTaxonomy::NAME, $term->slug, admin_url( Menu::CALENDARS ) );
		return sprintf( '<a href="%s">%s</a>', esc_url( $url ), esc_html( ExactGroupText::decode( $term->name ) ) );
	}

	/** The calendar's own audience, else that of its group, as Access decides it. */
	private static function audience_html( int $post_id ): string {
		$own       = CalendarStore::audience( $post_id );
		$group     = null === $own ? GroupTaxonomy::of_calendar( $post_id ) : null;
		$inherited = null === $group ? null : GroupStore::audience( $group );
		$words     = esc_html( AudienceWords::of( $own ?? $inherited ) );
		return null === $inherited ? $words : $words . '<p class="slotbridge-reason">' . esc_html__( 'As its group says.', 'slotbridge' ) . '</p>';
	}

	private static function time_zone_html( \WP_Post $post ): string {
		$zone = CalendarSnapshot::of( $post )['timeZone'] ?? '';
		return is_string( $zone ) ? '<span dir="ltr">' . esc_html( str_replace( '_', ' ', $zone ) ) . '</span>' : '';
	}
}
