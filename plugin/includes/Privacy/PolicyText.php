<?php
/**
 * What an owner may put into the site's privacy policy about SlotBridge.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Privacy;

final class PolicyText {

	/** Hooked to `admin_init`, as WordPress wants it. */
	public static function suggest(): void {
		if ( function_exists( 'wp_add_privacy_policy_content' ) ) {
			wp_add_privacy_policy_content( 'SlotBridge', wp_kses_post( self::text() ) );
		}
	}

	public static function text(): string {
		$tutorial   = '<p class="privacy-policy-tutorial">' . esc_html__( 'SlotBridge sends calendars to HighLevel. Data about members leaves this site only for the triggers that you switched on; name those in your policy, and take out what does not fit.', 'slotbridge' ) . '</p>';
		$paragraphs = array(
			'<strong class="privacy-policy-tutorial">' . esc_html__( 'Suggested text:', 'slotbridge' ) . '</strong> ' . esc_html__( 'To offer appointments, we connect this site with our own account at HighLevel (services.leadconnectorhq.com), by a program that we run ourselves.', 'slotbridge' ),
			esc_html__( 'When something about your membership changes, such as a tag, a course or a team, we may send your name, your e-mail address, your user name and what your membership includes. We keep a record of what was sent and what was answered, so that nothing is lost; it is deleted after a while.', 'slotbridge' ),
			esc_html__( 'You can ask us for a copy of these records, or to erase them. What HighLevel itself has stored is erased there; ask us for that as well.', 'slotbridge' ),
		);
		return $tutorial . implode( '', array_map( static fn ( string $paragraph ): string => "<p>$paragraph</p>", $paragraphs ) );
	}
}
