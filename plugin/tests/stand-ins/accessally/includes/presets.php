<?php
/**
 * Named modes for the screen and for tests that go through all of them: each is what differs from a well behaved AccessAlly 4 with a licence.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInPresets {

	const ALL = array(
		'4.x'                          => array(),
		'3.x'                          => array( 'version' => '3.6.4', 'menu' => 'old' ),
		'without a licence'            => array( 'licensed' => 'no' ),
		'methods missing'              => array(
			'left_out' => array(
				'AccessAllyAPI::get_all_tags',
				'AccessAllyMembershipUtilities::get_contact_tags',
				'AccessAllyUserPermission::get_cleaned_user_tags',
				'AccessAlly::can_current_user_read',
				'AccessAllyOfferings::get_all_offering_settings',
				'AccessAllyAPI::run_custom_operation',
				'ProgressAllyUserProgress::get_progress',
			),
		),
		'classes missing'              => array( 'left_out' => array( 'AccessAllyAPI', 'AccessAllyOfferings', 'AccessAllySettingLicense', 'ProgressAllyUserProgress' ) ),
		'methods that throw'           => array( 'throws' => array( '*' ) ),
		'methods that throw errors'    => array( 'throws' => array( '*' ), 'throw_kind' => 'error' ),
		'hooks silent'                 => array( 'update_user_hook' => 'silent', 'offering_updated_hook' => 'silent', 'clone_post_hook' => 'silent' ),
		'hooks doubled'                => array( 'update_user_hook' => 'doubled', 'offering_updated_hook' => 'doubled', 'offering_saves' => '3' ),
		'hooks late'                   => array( 'update_user_hook' => 'late' ),
		'hooks at wp-cron'             => array( 'update_user_hook' => 'cron' ),
		'user 0'                       => array( 'update_user_id' => 'zero' ),
		'text ids, foreign contacts'   => array( 'tag_ids' => 'string', 'contact_ids' => 'own', 'system' => 'active-campaign', 'operations' => 'map', 'progress_form' => 'percent' ),
		'writes that skip hooks'       => array( 'writes' => 'direct', 'offering_updated_hook' => 'silent' ),
		'3.x, writes that skip hooks'  => array( 'version' => '3.6.4', 'menu' => 'old', 'writes' => 'direct' ),
		'an old ProgressAlly'          => array( 'progressally' => 'old' ),
		'ProgressAlly without licence' => array( 'progressally' => 'unlicensed' ),
		'no ProgressAlly'              => array( 'progressally' => 'absent' ),
	);
}
