<?php
/**
 * Status and audience in WordPress's forms for adding and editing a calendar group.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Admin;

use SlotBridge\Access\VisibleUntil;
use SlotBridge\Calendars\GroupSnapshot;
use SlotBridge\Calendars\GroupStore;
use SlotBridge\Calendars\GroupTaxonomy;

final class GroupForm {

	private const NONCE  = 'slotbridge_group_form';
	private const STATUS = 'slotbridge_group_status';
	private const UNTIL  = 'slotbridge_visible_until';

	/** Registers the hooks. */
	public static function register(): void {
		add_action( GroupTaxonomy::NAME . '_add_form_fields', array( self::class, 'render_add' ) );
		add_action( GroupTaxonomy::NAME . '_edit_form_fields', array( self::class, 'render_edit' ) );
		add_action( 'created_' . GroupTaxonomy::NAME, array( self::class, 'save' ) );
		add_action( 'edited_' . GroupTaxonomy::NAME, array( self::class, 'save' ) );
	}

	/** The form beside the list. */
	public static function render_add(): void {
		wp_nonce_field( self::NONCE, self::NONCE, false );
		echo '<div class="form-field slotbridge-group-status"><label for="slotbridge-group-status">' . esc_html__( 'Status', 'slotbridge' ) . '</label>';
		self::render_status( 'active' );
		echo '</div><div class="form-field slotbridge-group-audience" role="group" aria-labelledby="slotbridge-audience-title"><span class="slotbridge-label" id="slotbridge-audience-title">' . esc_html__( 'Who sees it', 'slotbridge' ) . '</span>';
		AudienceFields::render( null );
		echo '</div>';
	}

	/** The form of one group. */
	public static function render_edit( \WP_Term $term ): void {
		$group = GroupSnapshot::of( $term );
		echo '<tr class="form-field"><th scope="row"><label for="slotbridge-group-status">' . esc_html__( 'Status', 'slotbridge' ) . '</label></th><td>';
		wp_nonce_field( self::NONCE, self::NONCE, false );
		self::render_status( $group['status'] );
		echo '</td></tr><tr class="form-field"><th scope="row" id="slotbridge-audience-title">' . esc_html__( 'Who sees it', 'slotbridge' ) . '</th><td><div role="group" aria-labelledby="slotbridge-audience-title">';
		AudienceFields::render( $group['audience'] ?? null );
		echo '</div></td></tr><tr class="form-field"><th scope="row"><label for="slotbridge-visible-until">' . esc_html__( 'Visible until', 'slotbridge' ) . '</label></th><td>';
		self::render_until( VisibleUntil::of( 'term', $term->term_id ) );
		echo '</td></tr><tr class="form-field"><th scope="row">' . esc_html__( 'HighLevel', 'slotbridge' ) . '</th><td>' . wp_kses_post( LinkState::of_group( $term )->html() ) . '</td></tr>';
	}

	/** Stores what the form sent, before anybody is told about the group. Without our form (quick edit, other code) it changes nothing. */
	public static function save( int $term_id ): void {
		$nonce = isset( $_POST[ self::NONCE ] ) && is_string( $_POST[ self::NONCE ] ) ? sanitize_key( $_POST[ self::NONCE ] ) : '';
		$term  = get_term( $term_id, GroupTaxonomy::NAME );
		if ( ! wp_verify_nonce( $nonce, self::NONCE ) || ! $term instanceof \WP_Term || ! current_user_can( 'edit_term', $term_id ) ) {
			return;
		}
		$status = isset( $_POST[ self::STATUS ] ) && 'inactive' === $_POST[ self::STATUS ] ? 'inactive' : 'active';
		$posted = isset( $_POST['slotbridge_audience'] ) ? wp_unslash( $_POST['slotbridge_audience'] ) : null; // phpcs:ignore WordPress.Security.ValidatedSanitizedInput.InputNotSanitized -- AudienceFields::read() takes only values that it offered itself.
		$until  = isset( $_POST[ self::UNTIL ] ) && is_string( $_POST[ self::UNTIL ] ) ? VisibleUntil::read( sanitize_text_field( wp_unslash( $_POST[ self::UNTIL ] ) ) ) : false;
		if ( false !== $until ) {
			VisibleUntil::save( 'term', $term_id, $until );
		}
		GroupStore::write(
			$term_id,
			array(
				'status'   => $status,
				'audience' => AudienceFields::read( $posted, GroupStore::read( $term )['audience'] ),
			)
		);
	}

	/** @param int|null $until Unix time. */
	private static function render_until( ?int $until ): void {
		$value = null === $until ? '' : (string) wp_date( 'Y-m-d\TH:i', $until );
		printf(
			'<input type="datetime-local" name="%s" id="slotbridge-visible-until" value="%s"><p class="description">%s</p>',
			esc_attr( self::UNTIL ),
			esc_attr( $value ),
			/* translators: %s: name of a time zone. */
			esc_html( sprintf( __( 'From then on nobody sees its calendars on this site (time zone: %s). Leave it empty for no end. HighLevel is not told.', 'slotbridge' ), wp_timezone_string() ) )
		);
	}

	/** @param mixed $status Of a snapshot. */
	private static function render_status( mixed $status ): void {
		$choices = array(
			'active'   => __( 'Active', 'slotbridge' ),
			'inactive' => __( 'Inactive', 'slotbridge' ),
		);
		echo '<select name="' . esc_attr( self::STATUS ) . '" id="slotbridge-group-status">';
		foreach ( $choices as $value => $label ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $status, $value, false ), esc_html( $label ) );
		}
		echo '</select><p class="description">' . esc_html__( 'An inactive group cannot be booked in HighLevel, and its calendars are hidden on this site at once.', 'slotbridge' ) . '</p>';
	}
}
